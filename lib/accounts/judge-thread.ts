import 'server-only';
import { parentPort } from 'node:worker_threads';
import { BreachListGone } from '#lib/accounts/breach-list';
import { dictionaries, judgePassword, type Known, type Strength } from '#lib/accounts/weakness';

/** What the thread is asked, and what it answers: a fault where judging failed, and whether the list is at fault. */
export type Question = { nth: number; password: string; about: string[]; known: Known };
export type Answer = { nth: number; strength?: Strength; fault?: string; isListGone?: boolean };

void dictionaries();
parentPort?.on('message', async ({ nth, password, about, known }: Question) => {
  const judged = await judgePassword(password, about, known).then(
    (strength) => ({ strength }),
    (error: Error) => ({ fault: error.message, isListGone: error instanceof BreachListGone }),
  );
  parentPort?.postMessage({ nth, ...judged } satisfies Answer);
});
