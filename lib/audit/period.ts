import 'server-only';
import { momentAt } from '#lib/wall-time';

/** A stretch of time: from (with it) and to (without it). */
export type Period = { from?: Date | undefined; to?: Date | undefined };

const DAY_MS = 24 * 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a day ("2026-11-22") or a moment ("2026-11-22T05:12", on the clocks of a zone unless it says otherwise); as
 * the end of a period a day counts whole. Undefined for the empty text, null for what is neither.
 */
export function readMoment(text: string, is: 'from' | 'to', zone = 'UTC'): Date | undefined | null {
  if (text === '') return undefined;
  return fromEpoch(DAY.test(text) ? edgeOf(text, is, zone) : momentOf(text, zone));
}

/** Where a day begins or ends in a zone: it need not have 24 hours. */
function edgeOf(day: string, is: 'from' | 'to', zone: string): Date | null {
  const begins = momentAt(`${day}T00:00`, 'UTC');
  if (!begins) return null;
  const next = new Date(begins.getTime() + (is === 'to' ? DAY_MS : 0));
  return momentAt(next.toISOString().slice(0, 16), zone);
}

function momentOf(text: string, zone: string): Date | null {
  const wall = text.replace(OFFSET, '');
  const shown = momentAt(wall, zone);
  return shown && wall !== text ? new Date(text) : shown;
}

/** Null also for an offset that no place has. */
const fromEpoch = (moment: Date | null) => (moment && moment.getTime() >= 0 ? moment : null);

/** The smallest id (UUID v7, RFC 9562: it begins with its time) that is made at or after a moment. */
export function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
