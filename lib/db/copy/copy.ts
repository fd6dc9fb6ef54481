import 'server-only';
import { randomInt } from 'node:crypto';
import { type Compared, compareTable } from '#lib/db/copy/compare';
import { openFileSide } from '#lib/db/copy/file';
import { openServerSide } from '#lib/db/copy/server';
import { CopyRefused, type Put, rowsOf, type Side } from '#lib/db/copy/side';
import { copiedTables } from '#lib/db/copy/tables';
import { asKnown } from '#lib/db/postgres/fault';
import { reasonOfFault } from '#lib/db/reason';
import { isPostgresUrl } from '#lib/env/postgres-url';
import { databaseFile } from '#lib/env/root-secret';

/** How far it is, told after each batch. */
export type Progress = (done: {
  what: 'Copying' | 'Comparing';
  table: string;
  rows: number;
  total: number;
}) => void;
type Asked = { from: string; to: string; onProgress?: Progress | undefined };

/**
 * Copies every row of a database into one that has no people, and then compares them row by row. It happens whole or
 * not at all: what was interrupted has left the target as it was, and is begun anew. Throws CopyRefused.
 */
export const copyDatabase = (asked: Asked): Promise<Compared[]> =>
  withBoth(asked, true, async (source, target) => {
    await prepareTarget(target);
    const tables = copiedTables();
    await source.seal();
    await source.hold(tables);
    await target.hold(tables);
    await expectEmpty(target);
    await target.refill(tables, (put) => copyAll(source, put, asked.onProgress));
    await target.hold(tables);
    return await compareAll(source, target, asked.onProgress);
  });

/** Compares two databases row by row, while nobody writes into either. Throws CopyRefused. */
export const compareDatabases = (asked: Asked): Promise<Compared[]> =>
  withBoth(asked, false, async (one, other) => {
    await expectTables(other);
    for (const side of [one, other]) await side.hold(copiedTables());
    return await compareAll(one, other, asked.onProgress);
  });

async function copyAll(source: Side, put: Put, onProgress?: Progress) {
  for (const table of copiedTables()) {
    const total = await source.count(table);
    let rows = 0;
    for await (const batch of rowsOf(source, table)) {
      await put(table, batch);
      rows += batch.length;
      onProgress?.({ what: 'Copying', table: table.name, rows, total });
    }
  }
}

async function compareAll(one: Side, other: Side, onProgress?: Progress): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const table of copiedTables()) {
    const total = await one.count(table);
    const onRows = (rows: number) =>
      onProgress?.({ what: 'Comparing', table: table.name, rows, total });
    compared.push(await compareTable([one, other], table, onRows));
  }
  return compared;
}

/** The tables have to be as this version has them: what another reads otherwise is not for us to guess. */
async function expectTables(side: Side) {
  const pending = await expectKnown(side);
  if (pending > 0)
    throw new CopyRefused(
      `${asBegin(side.name)} has not the tables of this version: ${pending} migrations are to be run. Start this version on it once, stop it, and come back.`,
    );
}

/** An empty target gets its tables; one with people is not migrated in passing. */
async function prepareTarget(target: Side) {
  if ((await expectKnown(target)) === 0) return;
  // Without tables there is nobody.
  if (await target.hasPeople().catch(() => false)) await expectEmpty(target);
  await target.migrate();
}

/** How many migrations are to be run. A database that has more than this version knows would lose it on the way. */
async function expectKnown(side: Side): Promise<number> {
  const { pending, ahead, problem } = await side.status();
  if (problem) throw new CopyRefused(`${problem.says} ${problem.fix}`);
  if (ahead)
    throw new CopyRefused(
      `A newer version has added to ${side.name} (${ahead} migrations). Copy with that version.`,
    );
  return pending;
}

async function expectEmpty(target: Side) {
  if (await target.hasPeople())
    throw new CopyRefused(
      `${asBegin(target.name)} has people already. Nothing was copied: name a database without.`,
    );
}

function withBoth<Value>(
  { from, to }: Asked,
  mayMake: boolean,
  work: (from: Side, to: Side) => Promise<Value>,
): Promise<Value> {
  const mark = randomInt(2 ** 47);
  return withSide(from, false, async (one) => {
    await expectTables(one);
    await one.claim(mark);
    return await withSide(to, mayMake, async (other) => {
      if (await other.claim(mark)) return await work(one, other);
      throw new CopyRefused('Both addresses are of the same database.');
    });
  });
}

async function withSide<Value>(
  url: string,
  mayMake: boolean,
  work: (side: Side) => Promise<Value>,
): Promise<Value> {
  const side = await inWords(url, () => openSide(url, mayMake));
  try {
    return await work(told(side, url));
  } finally {
    await side.close();
  }
}

async function openSide(url: string, mayMake: boolean): Promise<Side> {
  if (isPostgresUrl(url)) return await openServerSide(url);
  const file = databaseFile(url);
  if (!file) throw new CopyRefused('A database in memory cannot be copied.');
  return openFileSide(file, mayMake);
}

/** The same database, which tells with its address what goes wrong in it. */
const told = (side: Side, url: string): Side => {
  const wrapped = Object.entries(side).map(([name, value]) =>
    typeof value === 'string'
      ? [name, value]
      : [name, (...given: unknown[]) => inWords(url, () => call(value, given))],
  );
  return Object.fromEntries(wrapped) as Side;
};

const call = (work: unknown, given: unknown[]) =>
  (work as (...all: unknown[]) => Promise<unknown>)(...given);

async function inWords<Value>(url: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CopyRefused) throw error;
    const says = reasonOfFault(asKnown(error), url);
    throw says ? new CopyRefused(says) : error;
  }
}

const asBegin = (name: string) => name.replace(/^the /, 'The ');
