import 'server-only';
import { type Adapt, objectIn } from '#lib/admin/moving/adapters/adapter';
import { subjectAt } from '#lib/admin/moving/moved-connection';
import { type LeftOut, type MovedUser, readMoved, type Wanted } from '#lib/admin/moving/moved-user';
import type { ReadSoFar } from '#lib/admin/moving/read/file';
import { countIn, type MovedTally } from '#lib/admin/moving/tally';
import { findConnected, findTaken, findThere, writeBatch } from '#lib/admin/moving/write-batch';
import { listProviders } from '#lib/providers/stored';

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

type Importing = Omit<Wanted, 'elsewhere' | 'passkeysOf'> & {
  isDry: boolean;
  /** Which of our providers is meant by a word of the other system; by '' none of them, and that account stays behind. */
  words?: ReadonlyMap<string, string>;
  passkeysOf?: string;
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
  { isDry, adapt, onProgress, words = new Map(), passkeysOf = '', ...given }: Importing,
): Promise<ImportReport> {
  const elsewhere = { providers: await listProviders(), words };
  const wanted = { ...given, passkeysOf, elsewhere };
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
  const { made, connected } = await sorted(batch);
  const users = made.map(({ user }) => user);
  // Somebody signed up meanwhile: they are there now.
  if (!isDry && !(await isWritten(users))) return settle(batch, isDry, report);
  report.made += made.length;
  report.there += batch.length - made.length - connected.length;
  report.withoutPassword += users.filter(({ hash }) => hash === null).length;
  for (const { line } of connected) countIn(report.refused, 'taken_connection', line);
  for (const { line, leftOut } of made)
    for (const part of leftOut) countIn(report.leftOut, part, line);
  return [];
}

const passkeysOf = (users: MovedUser[]) =>
  users.flatMap(({ passkeys }) => passkeys.map(({ id }) => id));
const connectionsOf = (users: MovedUser[]) => users.flatMap(({ connections }) => connections);

/**
 * Of a batch those to make: they have no account, the first of each address comes, with the passkeys that nobody else has. And
 * those who do not come, because an account elsewhere of theirs signs in somebody here: they are that person.
 */
async function sorted(batch: Waiting[]): Promise<{ made: Waiting[]; connected: Waiting[] }> {
  const users = batch.map(({ user }) => user);
  const [made, connected]: [Waiting[], Waiting[]] = [[], []];
  if (batch.length === 0) return { made, connected };
  const there = await findThere(users.map(({ email }) => email));
  const taken = await findTaken(passkeysOf(users));
  const held = await findConnected(connectionsOf(users));
  for (const { line, user, leftOut } of batch) {
    if (there.has(user.email)) continue;
    const subjects = user.connections.map(({ issuer, subject }) => subjectAt(issuer, subject));
    if (subjects.some((one) => held.has(one))) {
      connected.push({ line, user, leftOut });
      continue;
    }
    there.add(user.email);
    for (const one of subjects) held.add(one);
    const passkeys = user.passkeys.filter(({ id }) => !taken.has(id) && taken.add(id));
    const isShort = passkeys.length < user.passkeys.length;
    const without = new Set<LeftOut>([...leftOut, ...(isShort ? (['passkeys'] as const) : [])]);
    made.push({ line, user: { ...user, passkeys }, leftOut: [...without] });
  }
  return { made, connected };
}

/** Writes them; false, and nothing is written, where what may be there once of them was taken since it was looked for. */
async function isWritten(users: MovedUser[]): Promise<boolean> {
  if (users.length === 0) return true;
  try {
    await writeBatch(users);
    return true;
  } catch (error) {
    const there = await findThere(users.map(({ email }) => email));
    const taken = await findTaken(passkeysOf(users));
    const held = await findConnected(connectionsOf(users));
    if (there.size + taken.size + held.size === 0) throw error;
    return false;
  }
}
