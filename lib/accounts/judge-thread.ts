import 'server-only';
import { parentPort } from 'node:worker_threads';
import { dictionaries, judgePassword, type Strength } from '#lib/accounts/weakness';

/** What the thread is asked, and what it answers: without a strength where judging failed. */
export type Question = { nth: number; password: string; about: string[] };
export type Answer = { nth: number; strength?: Strength };

void dictionaries();
parentPort?.on('message', async ({ nth, password, about }: Question) => {
  const strength = await judgePassword(password, about).catch(() => undefined);
  parentPort?.postMessage({ nth, ...(strength && { strength }) } satisfies Answer);
});
