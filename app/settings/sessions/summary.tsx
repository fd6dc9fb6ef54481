import { countSessions, type ListedSession, siteBySite } from '#lib/session/list';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { revokeOtherSessionsAction } from './actions';
import { namesOfAll } from './names';

/**
 * Where else somebody is signed in, and the button that ends all of it. What it ends is named above it, for it ends it at
 * once: see docs/decisions/072-devices.md.
 */
export function Summary({ listed }: { listed: ListedSession[] }) {
  const others = siteBySite(listed.filter(({ isThisOne }) => !isThisOne));
  const { devices } = countSessions(listed.filter(({ isThisOne }) => !isThisOne));
  const { apps } = countSessions(listed);
  return (
    <section className="card ending" aria-labelledby="where">
      <div className="stack-s">
        <h2 id="where">{say('sessions.where')}</h2>
        <p>
          {devices > 0 && `${say('sessions.others', { count: devices })} `}
          {apps > 0 && <a href="/settings/apps">{say('sessions.apps', { count: apps })}</a>}
          {others.length === 0 && say('sessions.nowhere')}
        </p>
        {others.length > 0 && (
          <p className="hint">{say('sessions.ends', { names: namesOfAll(others) })}</p>
        )}
      </div>
      {others.length > 0 && (
        <ButtonForm action={revokeOtherSessionsAction}>
          <SubmitButton says={say('sessions.endOthers')} className="btn-danger" />
        </ButtonForm>
      )}
    </section>
  );
}
