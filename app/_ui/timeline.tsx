import type { ReactNode } from 'react';
import type { Activity } from '#lib/assembly/activity';
import { type ActivityKind, activityKindOf } from '#lib/assembly/activity-kinds';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { say } from '#texts/say';
import { TimeAs } from '#ui/time';
import { byDay } from './days';

type Props = {
  /** Newest first. */
  activity: Activity[];
  zone?: string | undefined;
  /** What can be done about one event. */
  action?: (event: Activity) => ReactNode;
};

/** What happened to an account, day by day in the reader's zone, each with what it was about. */
export const Timeline = ({ activity, zone, action }: Props) =>
  byDay(activity, zone).map(({ day, says, near, rows }) => (
    <section key={day} className="stack-s" aria-label={says}>
      <h3 className="day">
        {near && (
          <>
            <b>{near}</b> ·{' '}
          </>
        )}
        {says}
      </h3>
      <ul className="line">
        {rows.map((event) => (
          <Line key={event.id} event={event} zone={zone} action={action?.(event)} />
        ))}
      </ul>
    </section>
  ));

/** Colour tells nothing that the words do not. */
const LOOKS: Partial<Record<ActivityKind, string>> = { signIns: 'good', refused: 'bad' };

type LineProps = { event: Activity; zone?: string | undefined; action: ReactNode };

const Line = ({ event, zone, action }: LineProps) => (
  <li className={LOOKS[activityKindOf(event.type)]}>
    <div>
      <p>
        <b>
          <bdi>{event.says}</bdi>
        </b>
      </p>
      <p className="hint">
        {event.byAnother ? (
          say(`activityBy.${event.byAnother}`)
        ) : (
          <>
            <bdi>{describeBrowser(event.userAgent)}</bdi> ·{' '}
            <bdi className="mono">{sayAddress(event.address)}</bdi>
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
