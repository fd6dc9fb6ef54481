import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import type { FactorFailure } from '#lib/factors/verify-factor';
import { say } from '#texts/say';

export const factorSentences: Sentences<FactorFailure> = {
  wrong_factor: () => ({ text: say('answers.wrongFactor'), field: 'factor' }),
  too_many_attempts: throttled,
};

export const nextAnswer = answersFrom<FactorFailure>({
  ...factorSentences,
  wrong_factor: () => ({ text: say('answers.wrongFactor'), field: 'code' }),
});
