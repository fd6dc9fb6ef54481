import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { connection, type Db, postgres, sqliteDb } from '#lib/db/client';
import { clearUnavailable, faultOf, isBusy, markUnavailable } from '#lib/db/unavailable';

export type Tx = Pick<Db, 'select' | 'insert' | 'update' | 'delete'>;
type Statement = PromiseLike<unknown> & { toSQL(): { sql: string; params: unknown[] } };
type One = ((tx: Tx) => Statement) & { expectsRow?: true };

/** What an act does to the database: a statement, several in their order, or nothing. */
export type Write = One | readonly Write[] | false | null | undefined | '';

const WAIT_MS = 2_000;
class Undone extends Error {}

/**
 * The same write, which now has to change a row, of several each: if one changes none, everything is undone and
 * `transaction` answers false.
 */
export function expectRow(write: Write): Write {
  if (!write) return write;
  if (typeof write !== 'function') return write.map(expectRow);
  return Object.assign((tx: Tx) => write(tx), { expectsRow: true } as const);
}

/**
 * Runs the writes as one, in this order: all of them happen, or none. This is the only place that knows transactions.
 * Throws DatabaseUnavailable when the file or disk fails; a broken constraint throws as it is.
 * Once it has answered, the writes outlive a killed process and a power cut.
 */
export const transaction = (...writes: Write[]): Promise<boolean> =>
  withRetry(() => postgres()?.transact(statements(writes), true) ?? runOnce(writes));

/**
 * The same for writes that a power cut may lose (counters, last visits, entries about them): those since the last
 * `transaction`. A killed process loses nothing. In return nobody waits for the disk.
 */
export const transactionRelaxed = (...writes: Write[]): Promise<boolean> =>
  withRetry(
    () => postgres()?.transact(statements(writes), false) ?? relaxed(() => runOnce(writes)),
  );

/**
 * Runs one write, such as a single statement, as durably as `transactionRelaxed`; `withRetry` goes around it. On a
 * server it is as durable as any: there nobody waits behind it.
 */
export function relaxed<Value>(work: () => Value): Value {
  if (postgres()) return work();
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
export async function withRetry<Value>(work: () => Value | PromiseLike<Value>): Promise<Value> {
  const deadline = performance.now() + WAIT_MS;
  for (let isAgain = false; ; isAgain = true) {
    try {
      const value = await work();
      if (isAgain) clearUnavailable();
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
  if (!isBusy(fault) || performance.now() > deadline) throw markUnavailable(fault);
  await sleep(20 + Math.random() * 30);
}

function runOnce(writes: Write[]): boolean {
  try {
    sqliteDb().transaction(
      (tx) => {
        for (const one of flat(writes)) run(tx as unknown as Tx, one);
      },
      { behavior: 'immediate' },
    );
    return true;
  } catch (error) {
    if (error instanceof Undone) return false;
    throw error;
  }
}

function run(tx: Tx, write: One) {
  const { changes } = (write(tx) as unknown as { run(): { changes: number } }).run();
  if (write.expectsRow && changes === 0) throw new Undone();
}

/** The same list as text and values, for a server that gets all of it at once. */
function statements(writes: Write[]) {
  const { db: tx } = postgres() as NonNullable<ReturnType<typeof postgres>>;
  return flat(writes).map((write) => ({ ...write(tx).toSQL(), expectsRow: write.expectsRow }));
}

const flat = (write: Write): One[] =>
  typeof write === 'function' ? [write] : write ? write.flatMap(flat) : [];
