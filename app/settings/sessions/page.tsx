import { listConsents } from '#lib/oauth/consents';
import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { placeIn, toCursor } from '#lib/pages';
import { isOfBrowser, siteBySite } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { listTrusted } from '#lib/session/trust';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ButtonForm } from '#ui/button-form';
import { ownSessions } from '#ui/own-sessions';
import { Pages } from '#ui/pages';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { revokeOtherSessionsAction } from './actions';
import { SessionRow } from './row';
import { AllowedSites } from './sites';
import { TrustedBrowsers } from './trusted';

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function SessionsPage({ searchParams }: Props) {
  const viewer = await requireViewer('session:list');
  const [listed, trusted, sites, { after }] = await Promise.all([
    ownSessions(viewer),
    listTrusted(viewer),
    listConsents(viewer),
    searchParams,
  ]);
  const place = placeIn('sessions', after);
  const browsers = listed.filter(isOfBrowser);
  const { sessions, next } = await pageOfSessions(browsers, { after: place });
  const others = browsers.filter(({ isThisOne }) => !isThisOne).length;
  const apps = siteBySite(listed).length - browsers.length;
  const zone = viewer.user.timeZone;
  return (
    <AccountShell viewer={viewer} at="/settings/sessions" isWide>
      <div className="stack-s">
        <Heading part={say('sessions.part')}>{say('sessions.title')}</Heading>
        <p className="hint">{say('sessions.intro')}</p>
      </div>
      {others + apps > 0 && (
        <section className="card row" aria-label={say('sessions.elsewhere')}>
          <p>
            {others > 0 && `${say('sessions.others', { count: others })} `}
            {apps > 0 && <a href="/settings/apps">{say('sessions.apps', { count: apps })}</a>}
          </p>
          <ButtonForm action={revokeOtherSessionsAction}>
            <SubmitButton says={say('sessions.endOthers')} className="btn-danger" />
          </ButtonForm>
        </section>
      )}
      {sessions.length > 0 && (
        <section className="card stack" aria-label={say('sessions.browsers')}>
          <h2>{say('sessions.browsers')}</h2>
          <ul className="rows">
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} zone={zone} />
            ))}
          </ul>
        </section>
      )}
      {!place && <AllowedSites sites={sites} zone={zone} />}
      {!place && <TrustedBrowsers browsers={trusted} zone={zone} />}
      <Pages
        of={say('sessions.list')}
        path="/settings/sessions"
        place={place}
        next={next && toCursor('sessions', next)}
        words={[say('pages.first'), say('pages.more')]}
      />
    </AccountShell>
  );
}
