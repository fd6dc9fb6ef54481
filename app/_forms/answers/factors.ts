import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import type { PasskeyFailure } from '#lib/factors/passkey/verify';
import type { FactorFailure } from '#lib/factors/verify-factor';
import { say } from '#texts/say';

export const factorSentences: Sentences<FactorFailure> = {
  wrong_factor: () => ({ text: say('answers.wrongFactor'), field: 'factor' }),
  too_many_attempts: throttled,
};

/** Whether the passkey is known, and whether its account is open, the words do not tell. */
const wrongPasskey = () => ({ text: say('passkeyAnswers.wrong') });

export const passkeySentences: Sentences<PasskeyFailure> = {
  wrong_passkey: wrongPasskey,
  unknown_passkey: wrongPasskey,
  passkey_expired: () => ({ text: say('passkeyAnswers.expired') }),
};

export const passkeyAnswer = answersFrom(passkeySentences);

export const nextAnswer = answersFrom<FactorFailure | PasskeyFailure>({
  ...factorSentences,
  ...passkeySentences,
  wrong_factor: () => ({ text: say('answers.wrongFactor'), field: 'code' }),
});
