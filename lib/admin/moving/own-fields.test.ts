import { inArray } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { notes } from '#drizzle/product/notes';
import { users } from '#drizzle/schema/users';
import { adapterNamed } from '#lib/admin/moving/adapters/list';
import { exportUsers } from '#lib/admin/moving/export-users';
import { importUsers } from '#lib/admin/moving/import-users';
import type { MovedPart } from '#lib/admin/moving/moved-user';
import { db } from '#lib/db/client';
import { emptyTables } from '#lib/testing/database.test-support';

/** A product that keeps a plan of everybody, in a table of its own. */
vi.mock('#lib/admin/moving/own-fields', () => ({
  OwnFields: z.object({ plan: z.enum(['free', 'paid', 'none']).default('free') }),
  writeOwn: (id: string, { plan }: { plan: string }) => {
    const [createdAt, updatedAt] = [new Date(), new Date()];
    const title = plan === 'none' ? (null as never) : plan;
    const row = { id, title, text: '', revision: 1, createdAt, updatedAt };
    return (tx: ReturnType<typeof db>) => tx.insert(notes).values(row);
  },
  readOwn: async (ids: string[]) => {
    const rows = await db().select().from(notes).where(inArray(notes.id, ids));
    return new Map(rows.map(({ id, title }) => [id, { plan: title }]));
  },
}));

beforeEach(emptyTables);

async function* recordsFrom(rows: object[]) {
  for (const [at, value] of rows.entries()) yield { line: at + 1, value, part: 1 };
}
const NONE: ReadonlySet<MovedPart> = new Set();
const bring = (rows: object[], from = '') =>
  importUsers(recordsFrom(rows), {
    isDry: false,
    isVouchedFor: false,
    without: NONE,
    adapt: adapterNamed(from)?.adapt,
  });

/** Who has which plan. */
async function plans() {
  const rows = await db().select().from(notes);
  const people = await db().select().from(users).orderBy(users.email);
  return people.map(({ id, email }) => [email, rows.find((row) => row.id === id)?.title]);
}

const ADA = { email: 'ada@example.com', plan: 'paid' };
/** A plan that the table does not take. */
const CY = { email: 'cy@example.com', plan: 'none' };
const BOB = { email: 'bob@example.com', plan: '' };

test('a field of the product comes with its person, and goes with them', async () => {
  expect(await bring([ADA, BOB])).toMatchObject({ made: 2, refused: {} });
  const expected = [
    ['ada@example.com', 'paid'],
    ['bob@example.com', 'free'],
  ];
  expect(await plans()).toEqual(expected);
  const pieces = await Array.fromAsync(exportUsers({ people: 0, lostApps: 0 }));
  const lines = pieces.join('').trim().split('\n');
  const rows = lines.map((line): object => JSON.parse(line));
  expect(rows).toHaveLength(2);
  await emptyTables();
  await db().delete(notes);
  expect(await bring(rows)).toMatchObject({ made: 2, refused: {} });
  expect(await plans()).toEqual(expected);
});

test('it stands in the record of another system just so', async () => {
  expect(await bring([{ ...ADA, encrypted_password: '' }], 'devise')).toMatchObject({ made: 1 });
  expect(await plans()).toEqual([['ada@example.com', 'paid']]);
});

test('where it is not so the person does not come, and another name is still none', async () => {
  const { refused } = await bring([
    { ...ADA, plan: 'golden' },
    { ...ADA, plans: 'paid' },
  ]);
  expect(refused).toEqual({
    'field plan': { count: 1, lines: [1] },
    'field plans': { count: 1, lines: [2] },
  });
  expect(await plans()).toEqual([]);
});

test('where it cannot be written nobody of the batch is made, and the import ends', async () => {
  await expect(bring([BOB, ADA, CY])).rejects.toThrow();
  expect(await plans()).toEqual([]);
  expect(await bring([BOB, ADA])).toMatchObject({ made: 2 });
});
