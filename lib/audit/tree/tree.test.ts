import { asc } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { growToEnd, growTree } from '#lib/audit/tree/grow';
import { consistencyProof, inclusionProof, rootOfAll, rootOver } from '#lib/audit/tree/merkle';
import { proveEntry } from '#lib/audit/tree/prove';
import { leafOf, readEdge, storedTree, TreeBroken, WIDTH } from '#lib/audit/tree/tiles';
import { trimLog } from '#lib/audit/trim';
import { verifyLog } from '#lib/audit/verify';
import { hashEntry } from '#lib/db/audit-hash';
import { db, postgres } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { emptyTables, execute, setClock, tamper } from '#lib/testing/database.test-support';

const DAY_MS = 86_400_000;

beforeEach(emptyTables);

async function write(count: number) {
  const detail = 'email' as Detail;
  await transaction(
    Array.from({ length: count }, () => record({ type: 'user_updated', userId: 'ada', detail })),
  );
  await sealLog();
}

const entries = () => db().select().from(auditEvents).orderBy(asc(auditEvents.seq));

/** The root over the entries, with no tile read. */
async function rootOfEntries(count: number) {
  const leaves = (await entries()).slice(0, count).map(({ hash }) => leafOf(hash));
  return rootOver(async (level, at) => rootOfAll(leaves.slice(at * 2 ** level, (at + 1) * 2 ** level)), 0, count); // biome-ignore format: one call
}

test('the tree that is kept is the one over the entries, however it has grown', async () => {
  expect(await growTree()).toBe(0);
  expect(await readEdge()).toEqual({ size: 0, first: 1 });
  let size = 0;
  for (const more of [1, 2, 250, 3, 1, 300, 512]) {
    await write(more);
    size += more;
    await growToEnd();
    expect(await readEdge()).toEqual({ size, first: 1 });
    expect(await rootOver(storedTree(), 0, size)).toEqual(await rootOfEntries(size));
  }
  // What was once the root stays it.
  for (const old of [1, 3, 255, 256, 257, 700])
    expect(await rootOver(storedTree(), 0, old)).toEqual(await rootOfEntries(old));
  expect((await verifyLog()).faults).toEqual([]);
});

test('a log that is older than its tree is taken in batch by batch, and goes on where it was', async () => {
  await write(4 * WIDTH + 30);
  expect(await growTree()).toBe(4 * WIDTH);
  expect(await readEdge()).toEqual({ size: 4 * WIDTH, first: 1 });
  expect(await growTree()).toBe(0);
  expect(await readEdge()).toEqual({ size: 4 * WIDTH + 30, first: 1 });
  expect((await verifyLog()).faults).toEqual([]);
});

test('of several that grow the tree at the same time each entry is taken once', async () => {
  for (const more of [200, 100, 700]) {
    await write(more);
    await Promise.all(Array.from({ length: 6 }, () => growToEnd()));
  }
  await growToEnd();
  expect(await readEdge()).toEqual({ size: 1000, first: 1 });
  expect(await rootOver(storedTree(), 0, 1000)).toEqual(await rootOfEntries(1000));
});

test('what retention removes stays provable for those who saw it, and a log that was trimmed before begins later', async () => {
  const now = Date.now();
  setClock(now - 500 * DAY_MS);
  await write(300);
  setClock(now);
  await write(10);
  await growToEnd();
  const before = await rootOver(storedTree(), 0, 290);
  expect(await trimLog()).toBe(300);
  await growToEnd();
  const { size } = await readEdge();
  expect(size).toBeGreaterThan(310);
  expect(await rootOver(storedTree(), 0, 290)).toEqual(before);
  expect(await consistencyProof(storedTree(), 290, size)).not.toEqual([]);
  expect((await verifyLog()).faults).toEqual([]);
  expect(await proveEntry(300, null)).toMatchObject({ ok: false, reason: 'no_such_entry' });
  expect(await proveEntry(301, null)).toMatchObject({ ok: true });
  await tamper('delete from audit_tiles');
  await growToEnd();
  expect(await readEdge()).toEqual({ size: size - 300, first: 301 });
  expect(await proveEntry(301, null)).toMatchObject({ ok: true, value: expect.stringContaining('\nindex 0\n') }); // biome-ignore format: one call
  expect((await verifyLog()).faults).toEqual([]);
});

const WIDE = Array.from({ length: 43 }, () => 'A').join('');

test.each<[string, () => Promise<void>, string]>([
  ['an entry and the chain after it are written anew', () => rewriteFrom(7), 'tree 7'],
  ['a leaf is another', () => tamper(`update audit_tiles set hashes = '${WIDE}' || substr(hashes, 44) where level = 0 and nth = 1`), 'tree 257'], // biome-ignore format: one row
  ['a root above is another', () => tamper(`update audit_tiles set hashes = '${WIDE}' || substr(hashes, 44) where level = 1`), 'tree 1'], // biome-ignore format: one row
  ['a piece is gone', () => tamper('delete from audit_tiles where level = 0 and nth = 1'), 'tree 257'], // biome-ignore format: one row
  ['the level above is gone', () => tamper('delete from audit_tiles where level = 1'), 'tree 1'],
])('a tree and a log that do not fit are found: %s', async (_, spoil, fault) => {
  await write(600);
  await growToEnd();
  await spoil();
  const found = (await verifyLog()).faults.map(({ seq, fault: kind }) => `${kind} ${seq}`);
  expect(found).toContain(fault);
});

const whole = (hashes: number) => WIDE.repeat(hashes);
const tile = (level: number, nth: number, hashes: string) => `insert into audit_tiles (level, nth, first, hashes) values (${level}, ${nth}, 1, '${hashes}')`; // biome-ignore format: one text

/** With every guard in its place where it lets it by, and behind it: what comes into the tree so that it cannot grow. */
const FREEZES: [string, entries: number, statement: string, isLetBy: boolean][] = [
  ['an empty tile at its end', 256, tile(0, 1, ''), false],
  ['a part of a hash in its last tile', 300, "update audit_tiles set hashes = hashes || 'A' where level = 0 and nth = 1", false], // biome-ignore format: one row
  ['more than a tile has', 300, `update audit_tiles set hashes = hashes || '${whole(220)}' where level = 0 and nth = 1`, false], // biome-ignore format: one row
  ['a tile on a level that none below gives', 300, tile(2, 0, whole(1)), true],
  ['a tile far above', 300, tile(2_000_000_000, 7, whole(1)), true],
  ['a hash too many on a level', 300, `update audit_tiles set hashes = hashes || '${whole(1)}' where level = 1`, true], // biome-ignore format: one row
  ['a tile far away', 300, tile(0, 2 ** 52, whole(1)), true],
  ['a tile that leaves one out', 300, tile(0, 5, whole(1)), true],
];

test.each(FREEZES)(
  'the tree has to grow on, or the verification says it does not: %s',
  async (_, count, statement, isLetBy) => {
    await write(count);
    await growToEnd();
    const refused = await execute(statement).catch((error: Error) => error);
    expect(refused === undefined).toBe(isLetBy);
    if (!isLetBy) await tamper(statement);
    await write(WIDTH);
    expect((await verifyLog()).faults).toContainEqual(expect.objectContaining({ fault: 'tree' }));
    // It ends, and says what is amiss to whoever needs the tree.
    await growToEnd().catch((error) => expect(error).toBeInstanceOf(TreeBroken));
  },
);

test('a tree that halts is found also where all that it has fits', async () => {
  await write(300);
  await growToEnd();
  await write(20);
  // The entries that it had were taken away by a version that knew no tree.
  const hash = (await entries())[309]?.hash;
  await tamper(
    'delete from audit_events where seq <= 310',
    `update audit_anchor set seq = 310, hash = '${hash}', at = 1`,
  );
  expect((await verifyLog()).faults).toContainEqual(
    expect.objectContaining({ fault: 'tree', seq: 301 }),
  );
});

/** As whoever has the file can: another detail, and every hash after it computed anew. */
async function rewriteFrom(seq: number) {
  let previous = '';
  const statements: string[] = [];
  for (const entry of await entries()) {
    const forged = entry.seq === seq ? { ...entry, detail: 'profile' } : entry;
    const hash = hashEntry(previous, forged);
    statements.push(`update audit_events set detail = '${forged.detail}', hash = '${hash}' where seq = ${entry.seq}`); // biome-ignore format: one text
    previous = hash;
  }
  await tamper(...statements, `update audit_head set hash = '${previous}'`);
}

test.each([
  ['shorter', "update audit_tiles set hashes = ''"],
  ['another', `update audit_tiles set hashes = '${WIDE}'`],
  ['elsewhere', 'update audit_tiles set nth = 9'],
  ['deleted', 'delete from audit_tiles'],
])('through the product’s own connection no part of the tree is made %s', async (_, statement) => {
  await write(2);
  await growToEnd();
  const refused = await execute(statement).catch((error: Error) => error);
  expect(String((refused as Error).cause ?? refused)).toMatch(/only grows at its end/);
  if (!postgres()) await execute("insert or replace into audit_tiles values (0, 0, 1, 'x')");
  expect(await readEdge()).toEqual({ size: 2, first: 1 });
});

test('an entry is proven from the first to the last, and none that is not there', async () => {
  await write(5);
  for (const seq of [1, 3, 5]) expect(await proveEntry(seq, null)).toMatchObject({ ok: true });
  for (const seq of [0, 6])
    expect(await proveEntry(seq, null)).toMatchObject({ reason: 'no_such_entry' });
  expect(await inclusionProof(storedTree(), 4, 5)).toHaveLength(1);
});
