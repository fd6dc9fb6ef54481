import 'server-only';
import { answersFrom, type Sentences } from '#forms/answer';
import { passkeySentences } from '#forms/answers/factors';
import type { AddPasskeyFailure } from '#lib/accounts/passkeys/add';
import type { RemovePasskeyFailure } from '#lib/accounts/passkeys/remove';
import { say } from '#texts/say';

const addSentences: Sentences<AddPasskeyFailure> = {
  wrong_passkey: () => ({ text: say('passkeyAnswers.notMade') }),
  passkey_expired: passkeySentences.passkey_expired,
  known_passkey: () => ({ text: say('passkeyAnswers.known') }),
  too_many_passkeys: () => ({ text: say('passkeyAnswers.tooMany') }),
};

export const addPasskeyAnswer = answersFrom(addSentences);

export const removePasskeyAnswer = answersFrom<Exclude<RemovePasskeyFailure, 'not_found'>>({
  last_way: () => ({ text: say('passkeyAnswers.lastWay') }),
});
