import { sayScope } from '#lib/oauth/scopes';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';
import { Ago, Time } from '#ui/time';
import { revokeSessionAction } from './actions';

type Props = { session: ListedSession & { scopes: string[] }; zone: string };

/** One place where somebody is signed in; of a program also what it may do, and how long at most. */
export function SessionRow({ session, zone }: Props) {
  const text = textsOf('sessionRow');
  const name = describeSession(session);
  const isOfProgram = session.clientName !== null;
  return (
    <li>
      <div className="stack-s">
        <h3>
          {name} {session.isThisOne && <span className="tag">{text.here}</span>}
        </h3>
        <p className="mono">
          <Filled
            of={session.isPersistent && !isOfProgram ? text.seenKept : text.seen}
            parts={{
              seen: <Ago at={session.lastSeenAt} zone={zone} />,
              address: sayAddress(session.address),
              since: <Ago at={session.createdAt} zone={zone} />,
            }}
          />
        </p>
        {isOfProgram && (
          <p className="hint">
            {session.scopes.length > 0 &&
              `${say('sessionRow.may', { scopes: session.scopes.map(sayScope).join('; ') })} `}
            <Filled of={text.ends} parts={{ time: <Time at={session.expiresAt} zone={zone} /> }} />
          </p>
        )}
      </div>
      {!session.isThisOne && (
        <ButtonForm action={revokeSessionAction}>
          <input type="hidden" name="session" value={session.id} />
          <SubmitButton says={text.end} of={name} className="btn-quiet btn-s" />
        </ButtonForm>
      )}
    </li>
  );
}
