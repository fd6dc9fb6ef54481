import { type AnyColumn, and, gt, lte } from 'drizzle-orm';

/**
 * Times that are stored may come from a clock that was wrong. So a stretch of time always has two ends: what
 * lies further ahead than it can have been set is no more believed than what is over. Two servers, or a clock
 * that is set right, may differ by a minute.
 */
export const SLACK_MS = 60_000;

/** Whether something that has happened can have happened: its time is not still to come. */
export const hasBeen = (at: Date): boolean => at.getTime() <= Date.now() + SLACK_MS;

/** Whether something happened within the last so many milliseconds. */
export const isWithin = (at: Date, lastMs: number): boolean =>
  at.getTime() > Date.now() - lastMs && hasBeen(at);

/** Whether an end is still to come, of something that lasts so many milliseconds at most. */
export const isStillToCome = (end: Date, mostMs: number): boolean =>
  end.getTime() > Date.now() && end.getTime() <= Date.now() + mostMs + SLACK_MS;

/** The same for a query: true for the rows whose time lies within the last so many milliseconds. */
export const wasWithin = (column: AnyColumn, lastMs: number) =>
  and(gt(column, new Date(Date.now() - lastMs)), lte(column, new Date(Date.now() + SLACK_MS)));

/** The same for a query: true for the rows whose end is still to come. */
export const endsLater = (column: AnyColumn, mostMs: number) =>
  and(gt(column, new Date()), lte(column, new Date(Date.now() + mostMs + SLACK_MS)));
