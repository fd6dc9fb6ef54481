import 'server-only';
import { parentPort } from 'node:worker_threads';
import { BreachListGone } from '#lib/accounts/breach-list';
import {
  dictionaries,
  type KnownWords,
  measureStrength,
  type Strength,
} from '#lib/accounts/strength';

/** What the thread is asked, and what it answers: a fault where judging failed, and whether the list is at fault. */
export type StrengthQuestion = {
  nth: number;
  password: string;
  about: string[];
  known: KnownWords;
};
export type StrengthAnswer = {
  nth: number;
  strength?: Strength;
  fault?: string;
  isListGone?: boolean;
};

void dictionaries();
parentPort?.on('message', async ({ nth, password, about, known }: StrengthQuestion) => {
  const judged = await measureStrength(password, about, known).then(
    (strength) => ({ strength }),
    (error: Error) => ({ fault: error.message, isListGone: error instanceof BreachListGone }),
  );
  parentPort?.postMessage({ nth, ...judged } satisfies StrengthAnswer);
});
