import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test, vi } from 'vitest';
import { users } from '#drizzle/schema/users';
import { countAccounts, countSignedIn } from '#lib/admin/overview/people';
import { addStaff } from '#lib/admin/staff.test-support';
import { transaction } from '#lib/db/transaction';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

vi.mock('#lib/admin/overview/most', () => ({ SLICE: 2, MOST: 6 }));

const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse('2026-11-29T10:30Z');

beforeEach(async () => {
  await emptyTables();
  clearSingleton('overview');
  setClock(NOW);
});

const change = (id: string, set: Partial<typeof users.$inferInsert>) =>
  transaction((tx) => tx.update(users).set(set).where(eq(users.id, id)));

/** So many people who came so many days ago; the ids, in the order in which they came. */
async function came(count: number, days: number, createdDays = days) {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    // An id begins with the time at which it was made.
    const id = uuid({ msecs: NOW - days * DAY_MS + nth });
    const createdAt = new Date(NOW - createdDays * DAY_MS);
    await addUser(`${days}.${nth}@example.com`, { id, createdAt, passwordHash: 'x' });
    ids.push(id);
  }
  return ids;
}

test.each([
  ['as many as the most', 5, 0, { all: 6, fresh: 1, disabled: 1, isMore: false, isMoreFresh: false }],
  ['more, of whom few are new', 9, 2, { all: 6, fresh: 3, disabled: 0, isMore: true, isMoreFresh: false }],
  ['more, all of them new', 3, 8, { all: 6, fresh: 6, disabled: 0, isMore: true, isMoreFresh: true }],
])('people are counted from the newest down: %s', async (_, old, young, counts) => {
  const [first = ''] = await came(old, 90);
  await change(first, { disabledAt: new Date(NOW - DAY_MS) });
  await came(young, 2);
  expect(await countAccounts(await addStaff('support'))).toEqual(counts);
}); // biome-ignore format: one line each

test('people who moved in lately and have been there for long do not make it sound exact', async () => {
  await came(2, 2);
  // Their ids are of the day on which they were brought in.
  await came(7, 1, 900);
  const counts = await countAccounts(await addStaff('support'));
  expect(counts).toEqual({ all: 6, fresh: 1, disabled: 0, isMore: true, isMoreFresh: true });
});

test.each([
  [4, false],
  [12, true],
])('of %d people who are signed in it is said whether there are more', async (count, isMore) => {
  // The one that asks is signed in, too.
  for (const id of await came(count - 1, 1)) await beginSession(id);
  const now = await countSignedIn(await addStaff('support'));
  expect(now?.isMore).toBe(isMore);
  expect(now?.people).toBeLessThanOrEqual(count);
  if (!isMore) expect(now).toEqual({ people: count, sessions: count, isMore });
});
