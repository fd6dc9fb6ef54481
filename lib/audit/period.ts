import 'server-only';

/** A stretch of time: from (with it) and to (without it). */
export type Period = { from?: Date | undefined; to?: Date | undefined };

const DAY_MS = 24 * 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a day ("2026-11-22") or a moment ("2026-11-22T05:12", in UTC unless it says otherwise); as the end of
 * a period a day counts whole. Undefined for the empty text, null for what is neither.
 */
export function readMoment(text: string, is: 'from' | 'to'): Date | undefined | null {
  if (text === '') return undefined;
  if (DAY.test(text)) return valid(Date.parse(text) + (is === 'to' ? DAY_MS : 0), text);
  const [, , , zone] = text.match(MOMENT) ?? [];
  return MOMENT.test(text) ? valid(Date.parse(zone ? text : `${text}Z`)) : null;
}

/** The 31st of a month that has thirty days is not the first of the next. */
function valid(ms: number, day?: string): Date | null {
  if (Number.isNaN(ms) || ms < 0) return null;
  const isThatDay = !day || new Date(Date.parse(day)).toISOString().startsWith(day);
  return isThatDay ? new Date(ms) : null;
}

/** The smallest id (UUID v7, RFC 9562: it begins with its time) that is made at or after a moment. */
export function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
