import { sayAddress } from '#lib/request/address';
import { describeSession, deviceOf } from '#lib/request/browser';
import { currentClient } from '#lib/request/client';
import { isSameNetwork } from '#lib/request/same-network';
import type { ListedSession } from '#lib/session/list';
import { textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { Picture } from '#ui/picture';
import { SubmitButton } from '#ui/submit-button';
import { Ago } from '#ui/time';
import { revokeSessionAction } from './actions';

type Props = { session: ListedSession; isNew: boolean; zone: string };

/** A browser in which somebody is signed in, or a program that was let in. */
export function DeviceRow({ session, isNew, zone }: Props) {
  const text = textsOf('sessionRow');
  const name = describeSession(session);
  const isNear = !session.isThisOne && isSameNetwork(session.address, currentClient().address);
  return (
    <li className={isNew ? 'device new' : 'device'}>
      <Picture name={deviceOf(session)} />
      <div className="stack-s">
        <h3>
          <bdi>{name}</bdi> {session.isThisOne && <span className="tag">{text.here}</span>}
          {isNew && <span className="tag open">{text.isNew}</span>}
        </h3>
        <p className="hint">
          <Filled
            of={sentenceFor(session)}
            parts={{
              seen: <Ago at={session.lastSeenAt} zone={zone} />,
              since: <Ago at={session.createdAt} zone={zone} />,
            }}
          />
        </p>
        <p className="hint">
          <bdi className="mono">{sayAddress(session.address)}</bdi>
          {isNear && ` · ${text.near}`}
        </p>
      </div>
      {!session.isThisOne && (
        <div className="actions">
          <a className="btn btn-s" href={`/settings/activity?device=${session.id}`}>
            {text.activity}
            <span className="sr"> {name}</span>
          </a>
          <ButtonForm action={revokeSessionAction}>
            <input type="hidden" name="session" value={session.id} />
            <SubmitButton says={text.end} of={name} className="btn-quiet btn-s" />
          </ButtonForm>
        </div>
      )}
    </li>
  );
}

function sentenceFor({ clientName, isPersistent }: ListedSession) {
  const text = textsOf('sessionRow');
  if (clientName !== null) return text.letIn;
  return isPersistent ? text.seenKept : text.seen;
}
