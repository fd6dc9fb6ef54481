import type { ReactNode } from 'react';
import type { Activity } from '#lib/assembly/activity';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { dayIn } from '#lib/wall-time';
import { say } from '#texts/say';
import { TimeAs } from '#ui/time';

type Props = { activity: Activity[]; zone: string; action: (event: Activity) => ReactNode };

/** The newest that happened to an account, day by day in the zone of its owner. */
export function LatestDays({ activity, zone, action }: Props) {
  const dayOf = dayIn(zone);
  const days = Map.groupBy(activity, ({ at }) => dayOf(at));
  return [...days.values()].map((events) => (
    <section key={events[0]?.id} className="stack-s">
      <h3 className="day">{events[0] && <Day at={events[0].at} zone={zone} />}</h3>
      <ol className="line">
        {events.map((event) => (
          <Entry key={event.id} event={event} zone={zone} action={action(event)} />
        ))}
      </ol>
    </section>
  ));
}

function Day({ at, zone }: { at: Date; zone: string }) {
  const dayOf = dayIn(zone);
  const now = Date.now();
  if (dayOf(at) === dayOf(new Date(now))) return say('signInStrip.today');
  if (dayOf(at) === dayOf(new Date(now - 24 * 3_600_000))) return say('signInStrip.yesterday');
  return <TimeAs at={at} zone={zone} shape="weekday" />;
}

type One = { event: Activity; zone: string; action: ReactNode };

const BAD = /_(fail|lock|denied|reuse)$|^(excess|malicious)_/;

const Entry = ({ event, zone, action }: One) => (
  <li className={BAD.test(event.type) ? 'bad' : undefined}>
    <div>
      <p>
        <bdi>{event.says}</bdi>
      </p>
      <p className="hint">
        {event.byAnother ? (
          say(`activityBy.${event.byAnother}`)
        ) : (
          <>
            <bdi>{describeBrowser(event.userAgent)}</bdi> · <bdi>{sayAddress(event.address)}</bdi>
          </>
        )}
      </p>
    </div>
    <span className="hint">
      <TimeAs at={event.at} zone={zone} shape="clock" />
    </span>
    {action}
  </li>
);
