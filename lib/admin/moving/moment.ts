import 'server-only';
import { z } from 'zod';

/** 11 digits of seconds last until the year 5138; more are milliseconds. */
const DIGITS_OF_SECONDS = 11;
const WRITTEN =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * A moment as programs and databases write it: ISO 8601, with a blank in the place of the T, with no zone (then it is UTC), or
 * in seconds or milliseconds since 1970. Null for anything else.
 */
export function movedMoment(given: unknown): Date | null {
  const text = String(given).trim();
  const [, whole = ''] = text.match(/^(\d{9,14})(?:\.\d+)?$/) ?? [];
  if (whole) return new Date(Number(text) * (whole.length <= DIGITS_OF_SECONDS ? 1000 : 1));
  const [, day, time = '00:00:00', zone = 'Z'] = text.match(WRITTEN) ?? [];
  const offset = zone
    .replace('UTC', 'Z')
    .replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);
  const moment = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** None of them lies before the internet, or ahead. */
export const MovedAt = z.preprocess(
  (given) => movedMoment(given),
  z
    .date()
    .min(0)
    .refine((at) => at.getTime() <= Date.now() + 86_400_000),
);
export const MovedUntil = z.preprocess((given) => movedMoment(given), z.date());
