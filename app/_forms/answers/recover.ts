import 'server-only';
import { answersFrom, type Sentences } from '#forms/answer';
import { codeSentences } from '#forms/answers/codes';
import type { RecoverFailure } from '#lib/accounts/recover';
import { sayWait } from '#lib/request/wait';
import { say } from '#texts/say';

const recoverSentences: Sentences<RecoverFailure> = {
  ...codeSentences,
  no_recovery: () => ({ text: say('recoverAnswers.noRecovery') }),
  recovery_waits: ({ retryAfter = 3600 }) => ({
    text: say('recoverAnswers.waits', { time: sayWait(retryAfter) }),
  }),
};

export const recoverAnswer = answersFrom(recoverSentences);
