import type { LimitRule } from '#lib/limits/count';

/** A limit that is about load only: see lib/limits/take-load. */
export type LoadRule = LimitRule & { isLoad: true };

/** Declares a limit. A room has its own in its limits.ts, each with a comment that says what it is for. */
export const rule = <More extends Omit<LimitRule, 'name' | 'max' | 'windowMs'>>(
  name: string,
  max: number,
  windowMs: number,
  more: More = {} as More,
): LimitRule & More => ({ name, max, windowMs, ...more });

export const seconds = (count: number) => count * 1_000;
export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;
export const days = (count: number) => hours(24 * count);
