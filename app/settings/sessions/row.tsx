import { sayScope } from '#lib/oauth/scopes';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { Ago, Time } from '#ui/time';
import { revokeSessionAction } from './actions';

type Props = { session: ListedSession & { scopes: string[] }; zone: string };

/** One place where somebody is signed in; of a program also what it may do, and how long at most. */
export function SessionRow({ session, zone }: Props) {
  const name = describeSession(session);
  const isOfProgram = session.clientName !== null;
  return (
    <li>
      <div className="stack-s">
        <h3>
          {name} {session.isThisOne && <span className="tag">This device</span>}
        </h3>
        <p className="mono">
          last seen <Ago at={session.lastSeenAt} zone={zone} /> from {sayAddress(session.address)} ·
          signed in <Ago at={session.createdAt} zone={zone} />
          {session.isPersistent && !isOfProgram && ' · kept signed in'}
        </p>
        {isOfProgram && (
          <p className="hint">
            {session.scopes.length > 0 && <>It may: {session.scopes.map(sayScope).join('; ')}. </>}
            It ends on <Time at={session.expiresAt} zone={zone} /> at the latest. To let it do less,
            sign it out and let it in again.
          </p>
        )}
      </div>
      {!session.isThisOne && (
        <ButtonForm action={revokeSessionAction}>
          <input type="hidden" name="session" value={session.id} />
          <SubmitButton says="Sign out" of={name} className="btn-quiet btn-s" />
        </ButtonForm>
      )}
    </li>
  );
}
