import { say } from '#texts/say';

const SHAPES = {
  /** "2" */
  number: { day: 'numeric' },
  /** "2 Nov" */
  short: { day: 'numeric', month: 'short' },
  /** "Monday, 2 November" */
  long: { weekday: 'long', day: 'numeric', month: 'long' },
} as const;

/** A day ("2026-11-02") as the reader's language writes it; it is one of the reader's zone already. */
export const sayDay = (day: string, shape: keyof typeof SHAPES): string =>
  new Intl.DateTimeFormat(say('common.locale'), { ...SHAPES[shape], timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  );

/** A weekday, 0 is Monday. The first of January 2024 was one. */
export const sayWeekday = (nth: number, shape: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(say('common.locale'), { weekday: shape, timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + nth)),
  );
