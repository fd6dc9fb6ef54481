const DAY_MS = 24 * 3_600_000;
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

/** What the times that one person types and reads are in: the zone of the account, UTC while it has none. */
export const zoneFor = (zone: string | undefined): string =>
  zone && offsetOf(zone, 0) !== null ? zone : 'UTC';

/**
 * The moment at which the clocks on the walls of a zone show "2026-11-22T05:12": the first, where the hour comes
 * twice; where it is left out, as many minutes into the next. A zone that is none is UTC. Null for what is no time,
 * and for days that do not exist, which JavaScript would move on.
 */
export function momentAt(wall: string, zone: string): Date | null {
  const shown = WALL.test(wall) ? Date.parse(`${wall}Z`) : Number.NaN;
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(wall.slice(0, 16)))
    return null;
  const [before, after] = [-DAY_MS, DAY_MS].map((away) => offsetOf(zone, shown + away) ?? 0);
  const found = [before, after]
    .map((offset = 0) => ({ offset, moment: shown - offset }))
    .filter(({ offset, moment }) => (offsetOf(zone, moment) ?? 0) === offset)
    .map(({ moment }) => moment);
  return new Date(found.length > 0 ? Math.min(...found) : shown - (before ?? 0));
}

/** Says on which day a moment lies in a zone: "2026-11-22". A zone that is none is UTC. */
export function dayIn(zone: string): (at: Date) => string {
  const format = formatOf(zoneFor(zone));
  return (at) => new Date(at.getTime() + aheadIn(format, at.getTime())).toISOString().slice(0, 10);
}

/** How far the clocks of a zone are ahead of UTC at a moment; null for a zone that is none. */
function offsetOf(zone: string, at: number): number | null {
  try {
    return aheadIn(formatOf(zone), at);
  } catch {
    return null;
  }
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });

function aheadIn(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes, seconds = 0] =
    name.match(/^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/) ?? [];
  const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign ? ahead * (sign === '-' ? -1 : 1) : 0;
}
