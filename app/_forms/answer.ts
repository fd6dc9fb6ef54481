import 'server-only';
import type { Problem } from '#forms/problem';
import { sayWait } from '#lib/request/wait';
import type { Failure } from '#lib/result';
import { say } from '#texts/say';

/** What a person reads when the domain refuses, and the status. */
export type Answer = Problem & { status?: number; retryAfter?: number | undefined };

/** One for each reason. A feature says its own, in a file that has its name or stands beside its pages. */
export type Sentences<Reason extends string> = Record<Reason, (failure: Failure<string>) => Answer>;

export const answersFrom =
  <Reason extends string>(sentences: Sentences<Reason>) =>
  (failure: Failure<Reason>): Answer =>
    sentences[failure.reason](failure);

export const throttled = ({ retryAfter = 60 }: Failure<string>): Answer => ({
  text: say('answers.throttled', { time: sayWait(retryAfter) }),
  status: 429,
  retryAfter,
});

export const busy = ({ retryAfter = 2 }: Failure<string>): Answer => ({
  text: say('answers.busy'),
  status: 503,
  retryAfter,
});
