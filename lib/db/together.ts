import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, db } from '#lib/db/client';
import { guarded, isBusy } from '#lib/db/unavailable';
import { answerWith } from '#lib/request/exchange';

export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
type Write = { run(): { changes: number } };
type Must = { must: Write };
export type Writes = (tx: Tx) => (Write | Must)[];

const WAIT_MS = 2_000;
class Undone extends Error {}

/** A write that has to change a row; if it changes none, `together` undoes everything and answers false. */
export const must = (write: Write): Must => ({ must: write });

/**
 * Runs the writes as one: all of them happen, or none. This is the only place that knows transactions.
 * Throws DatabaseUnavailable when the file or disk fails; a broken constraint throws as it is.
 */
export const together = (writes: Writes): Promise<boolean> => patiently(() => runOnce(writes));

/**
 * Runs work that writes. While another process holds the file it tries again, for up to two seconds and
 * without holding up anybody else; then it throws DatabaseUnavailable. Give it one atomic statement.
 */
export async function patiently<Value>(work: () => Value | PromiseLike<Value>): Promise<Value> {
  const deadline = performance.now() + WAIT_MS;
  for (let busy = false; ; busy = true) {
    try {
      const value = await work();
      if (busy) answerWith({ unavailable: false });
      return value;
    } catch (error) {
      // BEGIN and COMMIT are no statements of ours: what fails there is told here.
      if (!isBusy(error) || performance.now() > deadline)
        return guarded(() => {
          throw error;
        });
      await sleep(20 + Math.random() * 30);
    }
  }
}

function runOnce(writes: Writes): boolean {
  try {
    db().transaction(
      (tx) => {
        for (const write of writes(tx)) {
          if (!('must' in write)) write.run();
          else if (write.must.run().changes === 0) throw new Undone();
        }
      },
      { behavior: 'immediate' },
    );
    return true;
  } catch (error) {
    if (error instanceof Undone) return false;
    throw error;
  }
}
