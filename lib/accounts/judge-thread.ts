import 'server-only';
import { parentPort } from 'node:worker_threads';
import { dictionaries, judgePassword, type Known, type Strength } from '#lib/accounts/weakness';

/** What the thread is asked, and what it answers: a fault where judging failed. */
export type Question = { nth: number; password: string; about: string[]; known: Known };
export type Answer = { nth: number; strength?: Strength; fault?: string };

void dictionaries();
parentPort?.on('message', async ({ nth, password, about, known }: Question) => {
  const judged = await judgePassword(password, about, known).then(
    (strength) => ({ strength }),
    (error: Error) => ({ fault: error.message }),
  );
  parentPort?.postMessage({ nth, ...judged } satisfies Answer);
});
