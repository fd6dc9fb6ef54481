import 'server-only';
import type { Problem } from '#forms/problem';
import type { Failure } from '#lib/result';

/** What a person reads when the domain refuses, and the status. */
export type Answer = Problem & { status?: number; retryAfter?: number | undefined };

/** One for each reason. A feature says its own, in a file that has its name or stands beside its pages. */
export type Sentences<Reason extends string> = Record<Reason, (failure: Failure<string>) => Answer>;

export const say =
  <Reason extends string>(sentences: Sentences<Reason>) =>
  (failure: Failure<Reason>): Answer =>
    sentences[failure.reason](failure);

export const throttled = ({ retryAfter = 60 }: Failure<string>): Answer => ({
  text: `Too many tries. Try again in ${humanTime(retryAfter)}.`,
  status: 429,
  retryAfter,
});

export const busy = ({ retryAfter = 2 }: Failure<string>): Answer => ({
  text: 'Many people are signing in right now. Try again in a few seconds.',
  status: 503,
  retryAfter,
});

/** Seconds as a person says them, rounded up: "40 seconds", "4 minutes", "2 hours". */
export function humanTime(seconds: number): string {
  const [size, unit] =
    seconds <= 90 ? [1, 'second'] : seconds <= 90 * 60 ? [60, 'minute'] : [3600, 'hour'];
  const count = Math.max(1, Math.ceil(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
