import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { addUser, emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

test.each([
  ['a\0b', 'a\ufffdb'],
  ['\u0001\u001f\u007f', '\u0001\u001f\u007f'],
  ['\u2028 𝒳 👩‍👩‍👧 ünï', '\u2028 𝒳 👩‍👩‍👧 ünï'],
  ['$1 ? "x" \'y\'', '$1 ? "x" \'y\''],
])('a text is stored as it is, on every engine, but for U+0000: %j', async (given, stored) => {
  const id = await addUser('ada@example.com', { name: given, passwordHash: 'x' });
  const [row] = await db().select().from(users).where(eq(users.id, id));
  expect(row?.name).toBe(stored);
  expect(await db().$count(users, eq(users.name, given))).toBe(1);
});

test('texts are ordered by their bytes, on every engine', async () => {
  const names = ['b', 'a', 'B', 'é', 'a b', 'ab', '_', '1'];
  for (const name of names) await addUser(`${name}@x`, { name, passwordHash: 'x' });
  const rows = await db().select({ name: users.name }).from(users).orderBy(users.name);
  expect(rows.map(({ name }) => name)).toEqual(['1', 'B', '_', 'a', 'a b', 'ab', 'b', 'é']);
});
