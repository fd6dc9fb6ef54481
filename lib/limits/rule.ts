import type { LimitRule } from '#lib/limits/count';

/** Declares a limit. A room has its own in its limits.ts, each with a comment that says what it is for. */
export const rule = (
  name: string,
  max: number,
  windowMs: number,
  more: Omit<LimitRule, 'name' | 'max' | 'windowMs'> = {},
): LimitRule => ({ name, max, windowMs, ...more });

export const seconds = (count: number) => count * 1_000;
export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;
export const days = (count: number) => hours(24 * count);
