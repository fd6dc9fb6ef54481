import 'server-only';
import { answersFrom, type Sentences } from '#forms/answer';
import type { MakeTokenFailure } from '#lib/oauth/personal/make';
import { say } from '#texts/say';

const sentences: Sentences<MakeTokenFailure> = {
  no_scope: () => ({ text: say('tokenAnswers.noScope') }),
  shown_before: () => ({ text: say('tokenAnswers.shownBefore') }),
  too_many_tokens: () => ({ text: say('tokenAnswers.tooMany') }),
};

export const tokenAnswer = answersFrom(sentences);
