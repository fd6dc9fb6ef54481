import { say } from '#texts/say';
import { LiveAgo } from '#ui/live-ago';
import { agoOf, sayTime, type TimeShape } from './say-time';

type Props = { at: Date; zone?: string | undefined };

const how = (zone: string | undefined) => ({ zone, locale: say('common.locale') });

/** "22 Nov 2026, 05:12 UTC": in the reader's zone. To the second where it `isExact`. */
export function Time({ at, zone, isExact }: Props & { isExact?: boolean }) {
  const says = sayTime(at, isExact ? 'exact' : 'minute', how(zone));
  return <time dateTime={at.toISOString()}>{says}</time>;
}

/** A part of a time: the day, the day of the week, the hour. */
export const TimeAs = ({ at, zone, shape }: Props & { shape: TimeShape }) => (
  <time dateTime={at.toISOString()}>{sayTime(at, shape, how(zone))}</time>
);

/**
 * "2 hours ago", and after a week the day; the whole of it is the title. Every word but the count is chosen here:
 * browsers know zones and days by other names.
 */
export const Ago = ({ at, zone }: Props) => <LiveAgo {...agoOf(at, how(zone))} />;
