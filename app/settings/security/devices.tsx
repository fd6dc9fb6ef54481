import { sayAddress } from '#lib/request/address';
import { describeSession, deviceOf } from '#lib/request/browser';
import { currentClient } from '#lib/request/client';
import { isSameNetwork } from '#lib/request/same-network';
import { countSessions, isOfBrowser, type ListedSession } from '#lib/session/list';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { Icon } from '#ui/icon';
import { SubmitButton } from '#ui/submit-button';
import { Ago } from '#ui/time';
import { revokeSessionAction } from '../sessions/actions';
import { WayRow } from './rows';

type Props = {
  sessions: ListedSession[];
  news: ListedSession[];
  trusted: number;
  /** Without one no browser is asked for anything, and trust means nothing. */
  hasSecondStep: boolean;
  zone: string;
};

const SHOWN = 4;

/** Where somebody is signed in: this device, then what is new, then what was used last. */
export function Devices({ sessions, news, trusted, hasSecondStep, zone }: Props) {
  const { devices, apps } = countSessions(sessions);
  const isNew = ({ id }: ListedSession) => news.some((one) => one.id === id);
  const rank = (one: ListedSession) => (one.isThisOne ? 0 : isNew(one) ? 1 : 2);
  const shown = sessions
    .filter(isOfBrowser)
    .toSorted((one, other) => rank(one) - rank(other) || +other.lastSeenAt - +one.lastSeenAt)
    .slice(0, SHOWN);
  return (
    <section className="card stack" aria-labelledby="where">
      <div className="row">
        <h2 id="where">{say('security.where')}</h2>
        <a href="/settings/sessions">{say('deviceCards.all', { count: devices })}</a>
      </div>
      <ul className="devices">
        {shown.map((one) => (
          <DeviceCard key={one.id} session={one} isNew={isNew(one)} zone={zone} />
        ))}
      </ul>
      <ul className="rows ways">
        <WayRow
          icon="apps"
          name={say('security.apps')}
          state={say('security.appsCount', { count: apps })}
          to={['/settings/apps', say('security.look')]}
        />
        {(hasSecondStep || trusted > 0) && (
          <WayRow
            icon="shield"
            name={say('security.trusted')}
            state={say('security.trustedCount', { count: trusted })}
            to={['/settings/sessions', say('security.look')]}
          />
        )}
      </ul>
    </section>
  );
}

type Card = { session: ListedSession; isNew: boolean; zone: string };

function DeviceCard({ session, isNew, zone }: Card) {
  const text = textsOf('deviceCards');
  const { id, isThisOne, address, createdAt, lastSeenAt } = session;
  const name = describeSession(session);
  const isNear = !isThisOne && isSameNetwork(address, currentClient().address);
  return (
    <li className={isThisOne ? 'this' : isNew ? 'new' : undefined}>
      <span className="picture">
        <Icon name={deviceOf(session)} />
      </span>
      <h3>
        <bdi>{name}</bdi> {isThisOne && <span className="tag">{say('sessionRow.here')}</span>}
        {isNew && <span className="tag open">{text.isNew}</span>}
      </h3>
      <p className="hint">
        <Filled
          of={isThisOne ? text.since : text.seen}
          parts={{ when: <Ago at={isThisOne ? createdAt : lastSeenAt} zone={zone} /> }}
        />
      </p>
      <p className="hint">
        <bdi>{sayAddress(address)}</bdi>
        {isNear && ` · ${text.near}`}
      </p>
      {isNew && (
        <ButtonForm action={revokeSessionAction} className="card-act">
          <input type="hidden" name="session" value={id} />
          <SubmitButton says={text.notMine} of={name} className="btn-danger btn-s" />
        </ButtonForm>
      )}
    </li>
  );
}
