import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Rung, ring } from '#lib/db/bell';
import { connection, type Db, postgres, sqliteDb } from '#lib/db/client';
import { sealInFile } from '#lib/db/seal-in-file';
import { clearUnavailable, faultOf, isBusy, markUnavailable } from '#lib/db/unavailable';

export type Tx = Pick<Db, 'select' | 'insert' | 'update' | 'delete'>;
type Statement = PromiseLike<unknown> & { toSQL(): { sql: string; params: unknown[] } };
type One = ((tx: Tx) => Statement) & {
  expectsRow?: true;
  mayChangeNone?: true;
  rings?: 'returned' | 'all';
};
/** The rows that each write returns; null when all were undone. */
type Outcome = unknown[][][] | null;

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
  if (write.mayChangeNone) return write;
  const same = write.rings && { rings: write.rings };
  return Object.assign((tx: Tx) => write(tx), same, { expectsRow: true } as const);
}

/** The same write, which need not change a row, also where `expectRow` is said of it together with others. */
export const mayChangeNone = (write: One): One =>
  Object.assign((tx: Tx) => write(tx), write.rings && { rings: write.rings }, {
    mayChangeNone: true,
  } as const);

/**
 * The same write, of what may end sessions: once all is committed, the bell rings for the ids that the statement
 * returns, of sessions or of people; or for all, which it has to return nothing for.
 */
export const ringing = (write: (tx: Tx) => Statement, whom: 'returned' | 'all' = 'returned'): One =>
  Object.assign((tx: Tx) => write(tx), { rings: whom });

/**
 * Runs the writes as one, in this order: all of them happen, or none. This is the only place that knows transactions.
 * Throws DatabaseUnavailable when the file or disk fails; a broken constraint throws as it is.
 * Once it has answered, the writes outlive a killed process and a power cut.
 */
export const transaction = (...writes: Write[]): Promise<boolean> =>
  told(
    writes,
    withRetry(() => postgres()?.transact(statements(writes), true) ?? runOnce(writes)),
  );

/**
 * The same for writes that a power cut may lose (counters, last visits, entries about them): those since the last
 * `transaction`. A killed process loses nothing. In return nobody waits for the disk.
 */
export const transactionRelaxed = (...writes: Write[]): Promise<boolean> =>
  told(
    writes,
    withRetry(
      () => postgres()?.transact(statements(writes), false) ?? relaxed(() => runOnce(writes)),
    ),
  );

/** Whether the writes happened; if they did, those who wait for it have heard which sessions may have ended. */
async function told(writes: Write[], done: Promise<Outcome>): Promise<boolean> {
  const rows = await done;
  if (rows === null) return false;
  const rung = rungBy(flat(writes), rows);
  if (rung === null || rung.size > 0) await ring(rung);
  return true;
}

function rungBy(writes: One[], rows: unknown[][][]): Rung {
  if (writes.some(({ rings }) => rings === 'all')) return null;
  const returned = writes.flatMap(({ rings }, at) => (rings ? (rows[at] ?? []) : []));
  return new Set(returned.map(([id]) => String(id)));
}

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

function runOnce(writes: Write[]): Outcome {
  try {
    const file = sqliteDb();
    return file.transaction(
      (tx) => {
        const rows = flat(writes).map((one) => run(tx as unknown as Tx, one));
        sealInFile(file.$client);
        return rows;
      },
      { behavior: 'immediate' },
    );
  } catch (error) {
    if (error instanceof Undone) return null;
    throw error;
  }
}

type Sync = { run(): { changes: number }; values(): unknown[][] };

/** What a statement returns is read only where somebody asks for it. */
function run(tx: Tx, write: One): unknown[][] {
  const statement = write(tx) as unknown as Sync;
  const rows = write.rings === 'returned' ? statement.values() : [];
  const changes = write.rings === 'returned' ? rows.length : statement.run().changes;
  if (write.expectsRow && changes === 0) throw new Undone();
  return rows;
}

/** The same list as text and values, for a server that gets all of it at once. */
function statements(writes: Write[]) {
  const { db: tx } = postgres() as NonNullable<ReturnType<typeof postgres>>;
  return flat(writes).map((write) => ({ ...write(tx).toSQL(), expectsRow: write.expectsRow }));
}

const flat = (write: Write): One[] =>
  typeof write === 'function' ? [write] : write ? write.flatMap(flat) : [];
