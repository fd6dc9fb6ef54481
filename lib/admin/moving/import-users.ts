import 'server-only';
import { type Adapt, objectIn } from '#lib/admin/moving/adapters/adapter';
import { type LeftOut, type MovedUser, readMoved, type Wanted } from '#lib/admin/moving/moved-user';
import type { ReadSoFar } from '#lib/admin/moving/read/file';
import { countIn, type MovedTally } from '#lib/admin/moving/tally';
import { findTaken, findThere, writeBatch } from '#lib/admin/moving/write-batch';

/** So many accounts are made in one transaction: few enough that a server that runs meanwhile hardly waits. */
const BATCH = 200;

/** What became of the records of a file; with a dry run, what would. */
export type ImportReport = {
  records: number;
  made: number;
  /** Had an account already; it stays as it is. */
  there: number;
  /** Of those who were made: nobody set a password, so they sign in by their mailbox. */
  withoutPassword: number;
  /** Those who do not come, and those who come without something, by why. */
  refused: MovedTally;
  leftOut: MovedTally;
};

type Importing = Wanted & {
  isDry: boolean;
  /** Puts a record of another system into our form; null for one that is no person. */
  adapt?: Adapt | undefined;
  /** After each record: how many there were, and which part of the file. */
  onProgress?: ((records: number, part: number) => void) | undefined;
};

type Waiting = { line: number; user: MovedUser; leftOut: LeftOut[] };

/**
 * Makes an account of each record. An address that has one is passed over, so that an import which was stopped is
 * begun again with the same file. Each batch is one transaction. For the operator alone.
 */
export async function importUsers(
  records: AsyncIterable<ReadSoFar>,
  { isDry, adapt, onProgress, ...wanted }: Importing,
): Promise<ImportReport> {
  const report: ImportReport = {
    records: 0,
    made: 0,
    there: 0,
    withoutPassword: 0,
    refused: {},
    leftOut: {},
  };
  let batch: Waiting[] = [];
  for await (const found of records) {
    const waiting = 'problem' in found ? found.problem : read(found, adapt, wanted);
    if (waiting === null) continue;
    report.records++;
    if (typeof waiting === 'string') countIn(report.refused, waiting, found.line);
    else batch.push(waiting);
    if (batch.length >= BATCH) batch = await settle(batch, isDry, report);
    onProgress?.(report.records, found.part);
  }
  await settle(batch, isDry, report);
  return report;
}

/** A person with their line, or why they do not come; null for a record that is no person. */
function read(
  { line, value }: { line: number; value: unknown },
  adapt: Adapt | undefined,
  wanted: Wanted,
): Waiting | string | null {
  const adapted = adapt ? adapt(objectIn(value)) : value;
  if (adapted === null && adapt) return null;
  const moved = readMoved(adapted, wanted, objectIn(value));
  if ('refused' in moved) return moved.refused;
  return { line, ...moved };
}

/** Makes the accounts of a batch, unless nothing is to be made, and counts them. */
async function settle(batch: Waiting[], isDry: boolean, report: ImportReport): Promise<[]> {
  const made = await thoseToMake(batch);
  const users = made.map(({ user }) => user);
  // Somebody signed up meanwhile: they are there now.
  if (!isDry && !(await isWritten(users))) return settle(batch, isDry, report);
  report.made += made.length;
  report.there += batch.length - made.length;
  report.withoutPassword += users.filter(({ hash }) => hash === null).length;
  for (const { line, leftOut } of made)
    for (const part of leftOut) countIn(report.leftOut, part, line);
  return [];
}

/** Those of a batch who have no account, the first of each address, with the passkeys that nobody else has. */
async function thoseToMake(batch: Waiting[]): Promise<Waiting[]> {
  if (batch.length === 0) return [];
  const there = await findThere(batch.map(({ user }) => user.email));
  const taken = await findTaken(batch.flatMap(({ user }) => user.passkeys.map(({ id }) => id)));
  return batch.flatMap(({ line, user, leftOut }) => {
    if (there.has(user.email)) return [];
    there.add(user.email);
    const passkeys = user.passkeys.filter(({ id }) => !taken.has(id) && taken.add(id));
    const isShort = passkeys.length < user.passkeys.length;
    const without = new Set<LeftOut>([...leftOut, ...(isShort ? (['passkeys'] as const) : [])]);
    return { line, user: { ...user, passkeys }, leftOut: [...without] };
  });
}

/** Writes them; false, and nothing is written, where an address or a passkey of them was taken since it was looked for. */
async function isWritten(users: MovedUser[]): Promise<boolean> {
  if (users.length === 0) return true;
  try {
    await writeBatch(users);
    return true;
  } catch (error) {
    const there = await findThere(users.map(({ email }) => email));
    const taken = await findTaken(users.flatMap(({ passkeys }) => passkeys.map(({ id }) => id)));
    if (there.size === 0 && taken.size === 0) throw error;
    return false;
  }
}
