import type { ReactNode } from 'react';
import type { Activity } from '#lib/assembly/activity';
import { sayAllThings } from '#lib/permissions/called';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { say } from '#texts/say';
import { Ago } from '#ui/time';

type Props = {
  activity: Activity[];
  zone?: string | undefined;
  /** What can be done about one event. */
  action?: (event: Activity) => ReactNode;
};

/**
 * The same in two groups: first what is about the account and who is in it, which nothing else pushes out of
 * sight, then what is about things of the product. `most` of each.
 */
export function GroupedActivity({ activity, most, ...how }: Props & { most?: number }) {
  const groups = [
    [say('activity.account'), activity.filter(({ isOfThing }) => !isOfThing)],
    [
      say('activity.things', { things: sayAllThings() }),
      activity.filter(({ isOfThing }) => isOfThing),
    ],
  ] as const;
  return groups.map(
    ([name, events]) =>
      events.length > 0 && (
        <section key={name} className="stack-s" aria-label={name}>
          <p className="hint">{name}</p>
          <ActivityList activity={events.slice(0, most)} {...how} />
        </section>
      ),
  );
}

/** What happened to an account. */
export function ActivityList({ activity, zone, action }: Props) {
  return (
    <ul className="rows dense">
      {activity.map((event) => (
        <li key={event.id}>
          <div className="stack-s">
            <h3>
              <bdi>{event.says}</bdi>
            </h3>
            <p className="mono">
              <Ago at={event.at} zone={zone} /> ·{' '}
              {event.byAnother
                ? say(`activityBy.${event.byAnother}`)
                : `${sayAddress(event.address)} · ${describeBrowser(event.userAgent)}`}
            </p>
          </div>
          {action?.(event)}
        </li>
      ))}
    </ul>
  );
}
