import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { connection, type Db, db } from '#lib/db/client';
import { faultOf, isBusy, refuse, relent } from '#lib/db/unavailable';

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
 * Once it has answered, the writes outlive a killed process and a power cut.
 */
export const together = (writes: Writes): Promise<boolean> => patiently(() => runOnce(writes));

/**
 * The same for what is only counted or noted, and never promised to anybody: it outlives a killed process
 * but, unless a promised write follows, not a power cut. In return nobody waits for the disk.
 */
export const togetherInPassing = (writes: Writes): Promise<boolean> =>
  patiently(() => inPassing(() => runOnce(writes)));

/** Runs one write, such as a single statement, in the way of `togetherInPassing`; `patiently` goes around it. */
export function inPassing<Value>(work: () => Value): Value {
  const sqlite = connection();
  sqlite.pragma('synchronous = NORMAL');
  try {
    return work();
  } finally {
    // It may have been opened anew meanwhile, and that one waits for the disk.
    if (sqlite.open) sqlite.pragma('synchronous = FULL');
  }
}

/**
 * Runs work that writes. While another process holds the file it tries again, for up to two seconds and
 * without holding up anybody else; then it throws DatabaseUnavailable. Give it one atomic statement.
 */
export async function patiently<Value>(work: () => Value | PromiseLike<Value>): Promise<Value> {
  const deadline = performance.now() + WAIT_MS;
  for (let isAgain = false; ; isAgain = true) {
    try {
      const value = await work();
      if (isAgain) relent();
      return value;
    } catch (error) {
      await waitForLock(error, deadline);
    }
  }
}

/** Waits a moment when somebody else holds the file and there is time left; else the error stands. */
async function waitForLock(error: unknown, deadline: number) {
  const fault = faultOf(error);
  if (!fault) throw error;
  if (!isBusy(fault) || performance.now() > deadline) throw refuse(fault);
  await sleep(20 + Math.random() * 30);
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
