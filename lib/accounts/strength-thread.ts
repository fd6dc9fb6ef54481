import 'server-only';
import { BreachListGone } from '#lib/accounts/breach-list';
import {
  dictionaries,
  type KnownWords,
  measureStrength,
  type Strength,
} from '#lib/accounts/strength';
import { answerQuestions } from '#lib/accounts/thread';

export type StrengthQuestion = { password: string; about: string[]; known: KnownWords };
/** What the thread answers; of the operator's list, why it cannot be read. */
export type StrengthAnswer = { strength: Strength } | { listGone: string };

void dictionaries();
answerQuestions(({ password, about, known }: StrengthQuestion) =>
  measureStrength(password, about, known).then(
    (strength): StrengthAnswer => ({ strength }),
    (error: Error): StrengthAnswer => {
      if (error instanceof BreachListGone) return { listGone: error.message };
      throw new Error(`A password could not be measured: ${error.message}`);
    },
  ),
);
