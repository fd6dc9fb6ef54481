import { begin } from '#lib/permissions/called';
import { dayIn, zoneFor } from '#lib/wall-time';
import { say } from '#texts/say';
import { sayTime } from './say-time';

const DAY_MS = 24 * 3_600_000;

export type Day<Row> = {
  /** "2026-11-18", by which it is known. */
  day: string;
  /** "Wednesday 18 November", with its year unless that is this one. */
  says: string;
  /** "Today" or "Yesterday", of these two. */
  near: string | null;
  rows: Row[];
};

/** Rows in the order of time by the days that calendars in a zone show. */
export function byDay<Row extends { at: Date }>(
  rows: Row[],
  zone: string | undefined,
  now = new Date(),
): Day<Row>[] {
  const how = { zone, locale: say('common.locale') };
  const dayOf = dayIn(zoneFor(zone));
  const today = dayOf(now);
  const days = Map.groupBy(rows, ({ at }) => dayOf(at));
  return [...days].map(([day, of]) => ({
    day,
    says: sayTime(of[0]?.at ?? now, isOfYear(day, today) ? 'weekday' : 'weekdayAndYear', how),
    near: nearnessOf(day, today, how.locale),
    rows: of,
  }));
}

const isOfYear = (day: string, today: string) => day.slice(0, 4) === today.slice(0, 4);

/** Between two dates there are whole days, however many hours the clocks had. */
function nearnessOf(day: string, today: string, locale: string): string | null {
  const away = (Date.parse(day) - Date.parse(today)) / DAY_MS;
  if (away !== 0 && away !== -1) return null;
  return begin(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day'));
}
