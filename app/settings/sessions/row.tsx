import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import { textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';
import { Ago } from '#ui/time';
import { revokeSessionAction } from './actions';

type Props = { session: ListedSession; zone: string };

/** One browser in which somebody is signed in. */
export function SessionRow({ session, zone }: Props) {
  const text = textsOf('sessionRow');
  const name = describeSession(session);
  return (
    <li>
      <div className="stack-s">
        <h3>
          {name} {session.isThisOne && <span className="tag">{text.here}</span>}
        </h3>
        <p className="mono">
          <Filled
            of={session.isPersistent ? text.seenKept : text.seen}
            parts={{
              seen: <Ago at={session.lastSeenAt} zone={zone} />,
              address: sayAddress(session.address),
              since: <Ago at={session.createdAt} zone={zone} />,
            }}
          />
        </p>
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
