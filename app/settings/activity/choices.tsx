import { ACTIVITY_KINDS, type ActivityKind } from '#lib/assembly/activity-kinds';
import { sayAllThings } from '#lib/permissions/called';
import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import { say } from '#texts/say';
import { type ActivityFilter, activityPath } from './filter';

/** More are found by the list of devices, where each leads here. */
const MOST = 25;

type Props = { filter: ActivityFilter; sessions: ListedSession[] };

/**
 * What of it is shown, by plain links: one press each, with and without scripts, and an address that can be kept. No form,
 * because every form of the account is posted.
 */
export function Choices({ filter, sessions }: Props) {
  const { kind, device } = filter;
  const chosen = sessions.find(({ id }) => id === device);
  const named = sessions.slice(0, MOST).filter((one) => one !== chosen);
  const isOver = device !== undefined && !chosen;
  return (
    <div className="stack-s">
      <nav className="places" aria-label={say('activity.kind')}>
        <Chip to={{ device }} says={say('activity.everything')} isOn={!kind} />
        {ACTIVITY_KINDS.map((one) => (
          <Chip key={one} to={{ kind: one, device }} says={sayKind(one)} isOn={one === kind} />
        ))}
      </nav>
      <details className="pick">
        <summary>
          {say('activity.device')}: <b>{sayDevice(device, chosen)}</b>
        </summary>
        <nav className="places" aria-label={say('activity.device')}>
          <Chip to={{ kind }} says={say('activity.allDevices')} isOn={!device} />
          {isOver && <Chip to={filter} says={say('activity.endedDevice')} isOn />}
          {[...(chosen ? [chosen] : []), ...named].map((one) => (
            <Chip
              key={one.id}
              to={{ kind, device: one.id }}
              says={nameOf(one)}
              isOn={one === chosen}
            />
          ))}
        </nav>
        <p className="hint">{say('activity.alike')}</p>
      </details>
    </div>
  );
}

type ChipProps = { to: Parameters<typeof activityPath>[0]; says: string; isOn: boolean };

const Chip = ({ to, says, isOn }: ChipProps) => (
  <a href={activityPath(to)} aria-current={isOn ? 'true' : undefined}>
    <bdi>{says}</bdi>
  </a>
);

const sayKind = (kind: ActivityKind) =>
  kind === 'things'
    ? say('activity.things', { things: sayAllThings() })
    : say(`activityKinds.${kind}`);

const nameOf = (session: ListedSession) =>
  session.isThisOne
    ? say('activity.thisOne', { name: describeSession(session) })
    : describeSession(session);

function sayDevice(device: string | undefined, chosen: ListedSession | undefined): string {
  if (device === undefined) return say('activity.allDevices');
  return chosen ? nameOf(chosen) : say('activity.endedDevice');
}
