import 'server-only';
import { type Sentences, say, throttled } from '#forms/answer';
import type { FactorFailure } from '#lib/factors/prove-factor';

export const factorSentences: Sentences<FactorFailure> = {
  wrong_factor: () => ({ text: 'This is not right. Check it and try again.', field: 'factor' }),
  too_many_attempts: throttled,
};

export const nextAnswer = say(factorSentences);
