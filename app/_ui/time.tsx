import { LiveAgo } from '#ui/live-ago';

const known = new Map<string, Intl.DateTimeFormat>();

type Props = { at: Date; zone?: string | undefined };

/** "22 Nov 2026, 05:12 UTC": in the reader's zone. To the second where it `isExact`. */
export function Time({ at, zone, isExact }: Props & { isExact?: boolean }) {
  return <time dateTime={at.toISOString()}>{say(at, zone, isExact ? 'exact' : 'minute')}</time>;
}

/**
 * "2 hours ago", and after a week the day; the whole of it is the title. Every word but the count is chosen here:
 * browsers know zones and days by other names.
 */
export function Ago({ at, zone }: Props) {
  const now = new Date();
  return (
    <LiveAgo
      at={at.toISOString()}
      served={now.toISOString()}
      day={now.getTime() - at.getTime() > DAY_FROM_MS ? sayDay(at, now, zone) : undefined}
      whole={say(at, zone, 'minute')}
    />
  );
}

/** What is younger is still said in days when the page has been open for a day. */
const DAY_FROM_MS = 6 * 24 * 3_600_000;

const sayDay = (at: Date, now: Date, zone: string | undefined) =>
  say(at, zone, at.getUTCFullYear() === now.getUTCFullYear() ? 'day' : 'dayAndYear');

const DAY = { day: 'numeric', month: 'short' } as const;
const MINUTE = {
  ...DAY,
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;
const SHAPES = {
  day: DAY,
  dayAndYear: { ...DAY, year: 'numeric' },
  minute: MINUTE,
  exact: { ...MINUTE, second: '2-digit' },
} as const;

const say = (at: Date, zone: string | undefined, shape: keyof typeof SHAPES) =>
  formatFor(zone || 'UTC', shape).format(at);

/** Making a format costs more than a page; there are a few for each zone. A zone that is none is UTC. */
function formatFor(zone: string, shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  const key = `${shape} ${zone}`;
  const format = known.get(key) ?? newFormat(zone, shape);
  known.set(key, format);
  return format;
}

function newFormat(timeZone: string, shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...SHAPES[shape], timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...SHAPES[shape], timeZone: 'UTC' });
  }
}
