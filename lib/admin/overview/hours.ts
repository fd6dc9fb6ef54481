import 'server-only';
import { dayIn, momentAt } from '#lib/wall-time';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const HOURS_OF_DAY = [...Array(24).keys()];

/** A day of a zone. */
export type HoursOfDay = {
  /** "2026-11-22" */
  day: string;
  /** Where its hours begin, and where the last ends: an hour that is left out is empty, one that comes twice is long. */
  edges: Date[];
};

/** The last days of a zone up to the one of this moment, the oldest first. A day need not have 24 hours. */
export function daysUntil(now: Date, count: number, zone: string): HoursOfDay[] {
  const today = Date.parse(dayIn(zone)(now));
  const names = [...Array(count + 1).keys()].map((at) =>
    new Date(today + (at - count + 1) * DAY_MS).toISOString().slice(0, 10),
  );
  const begins = names.map((day) => begin(day, 0, zone));
  return names.slice(0, count).map((day, at) => {
    const [first, next] = [begins[at] as Date, begins[at + 1] as Date];
    return { day, edges: [...hoursOf(day, first, next, zone), next] };
  });
}

/** Where the clocks are set within the day, each hour is asked for by itself. */
function hoursOf(day: string, first: Date, next: Date, zone: string): Date[] {
  const isPlain = next.getTime() - first.getTime() === DAY_MS;
  return HOURS_OF_DAY.map((hour) => {
    if (hour === 0) return first;
    return isPlain ? new Date(first.getTime() + hour * HOUR_MS) : begin(day, hour, zone);
  });
}

const begin = (day: string, hour: number, zone: string) =>
  momentAt(`${day}T${String(hour).padStart(2, '0')}:00`, zone) as Date;
