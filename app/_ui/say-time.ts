const known = new Map<string, Intl.DateTimeFormat>();

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
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  weekdayAndYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit' },
} as const;

export type TimeShape = keyof typeof SHAPES;
/** In which zone, and how the reader's language writes it. */
type How = { zone: string | undefined; locale: string };

/** "22 Nov 2026, 05:12 UTC", and the like. */
export const sayTime = (at: Date, shape: TimeShape, { zone, locale }: How) =>
  formatFor(locale, zone || 'UTC', shape).format(at);

/** What is younger is still said in days when the page has been open for a day. */
const DAY_FROM_MS = 6 * 24 * 3_600_000;

/** What a page has to be given to say how long ago something was, as long as it is open. */
export function agoOf(at: Date, how: How) {
  const now = new Date();
  const shape = at.getUTCFullYear() === now.getUTCFullYear() ? 'day' : 'dayAndYear';
  return {
    at: at.toISOString(),
    served: now.toISOString(),
    day: now.getTime() - at.getTime() > DAY_FROM_MS ? sayTime(at, shape, how) : undefined,
    whole: sayTime(at, 'minute', how),
  };
}

/** Making a format costs more than a page; there are a few for each zone. A zone that is none is UTC. */
function formatFor(locale: string, zone: string, shape: TimeShape): Intl.DateTimeFormat {
  const key = `${shape} ${locale} ${zone}`;
  const format = known.get(key) ?? newFormat(locale, zone, shape);
  known.set(key, format);
  return format;
}

function newFormat(locale: string, timeZone: string, shape: TimeShape): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...SHAPES[shape], timeZone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...SHAPES[shape], timeZone: 'UTC' });
  }
}
