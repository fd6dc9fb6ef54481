import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import { codeSentences, codesUsedUp } from '#forms/answers/codes';
import type { RecoverFailure, StartRecoverFailure } from '#lib/accounts/recover';
import { sayWait } from '#lib/request/wait';
import { say } from '#texts/say';

const startSentences: Sentences<StartRecoverFailure> = {
  codes_used_up: codesUsedUp,
  too_many_attempts: throttled,
};

const recoverSentences: Sentences<RecoverFailure> = {
  ...codeSentences,
  no_recovery: () => ({ text: say('recoverAnswers.noRecovery') }),
  recovery_waits: ({ retryAfter = 3600 }) => ({
    text: say('recoverAnswers.waits', { time: sayWait(retryAfter) }),
  }),
};

export const startRecoverAnswer = answersFrom(startSentences);
export const recoverAnswer = answersFrom(recoverSentences);
