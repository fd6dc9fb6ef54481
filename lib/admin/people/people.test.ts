import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test, vi } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { searchLog } from '#lib/admin/audit-search';
import { listUsers } from '#lib/admin/list-users';
import { exportPeople } from '#lib/admin/people/export';
import type { PeopleFilter } from '#lib/admin/people/filter';
import { addMember, addStaff } from '#lib/admin/staff.test-support';
import { transaction } from '#lib/db/transaction';
import { endSessions } from '#lib/session/end';
import { beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

vi.mock('#lib/admin/people/looked-at', () => ({ PEOPLE_LOOKED_AT: 5 }));

beforeEach(emptyTables);

type Asked = PeopleFilter & { search?: string };

/** Everybody on all pages, and how many pages ended because so many were looked at. */
async function readAll(asked: Asked, limit = 3) {
  const seen: string[] = [];
  let parts = 0;
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof listUsers>> = await listUsers('operator', {
      ...asked,
      after,
      limit,
    });
    expect(page.users.length).toBeLessThanOrEqual(limit);
    seen.push(...page.users.map(({ email }) => email.replace('@example.com', '')));
    if (page.isPart) parts++;
    after = page.next;
  }
  return { seen, parts };
}

const giveFactor = (userId: string) =>
  transaction((tx) =>
    tx.insert(credentials).values({
      id: uuid(),
      userId,
      kind: 'passkey',
      handle: userId,
      secret: 'x',
      name: '',
      createdAt: new Date(),
      confirmedAt: new Date(),
    } as typeof credentials.$inferInsert),
  );

const change = (userId: string, set: Partial<typeof users.$inferInsert>) =>
  transaction((tx) => tx.update(users).set(set).where(eq(users.id, userId)));

async function fill() {
  const ids: Record<string, string> = {};
  for (const name of ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'joe'])
    ids[name] = await addMember(`${name}@example.com`, `Name of ${name}`);
  const of = (name: string) => ids[name] as string;
  await change(of('bob'), { disabledAt: new Date(1) });
  await change(of('hal'), { disabledAt: new Date(1) });
  await change(of('ida'), { disabledAt: new Date(1), disabledUntil: new Date(2) });
  await change(of('cyd'), { role: 'support' });
  await change(of('joe'), { role: 'support' });
  await change(of('dan'), { role: 'administrator' });
  for (const name of ['cyd', 'eve']) await giveFactor(of(name));
  for (const name of ['ann', 'gus']) await beginSession(of(name));
  await transaction(endSessions({ of: of('gus'), by: 'system', why: 'revoked' }));
  return of;
}

test.each<[what: string, asked: Asked, who: string[]]>([
  ['members', { role: 'member' }, ['ann', 'bob', 'eve', 'fay', 'gus', 'hal', 'ida']],
  ['support', { role: 'support' }, ['cyd', 'joe']],
  ['who is disabled', { state: 'disabled' }, ['bob', 'hal']],
  ['who is active', { state: 'active' }, ['ann', 'cyd', 'dan', 'eve', 'fay', 'gus', 'ida', 'joe']],
  ['support without a second factor', { role: 'support', state: 'no-factor' }, ['joe']],
  ['who never signed in', { state: 'never', role: 'member' }, ['bob', 'eve', 'fay', 'hal', 'ida']],
  ['who is signed in', { state: 'signed-in' }, ['ann']],
  ['a search among them', { state: 'disabled', search: 'of hal' }, ['hal']],
  ['a search among staff', { role: 'support', search: 'name' }, ['cyd', 'joe']],
  ['a search that nobody fits', { role: 'administrator', search: 'joe' }, []],
])('people are asked for: %s', async (_, asked, who) => {
  await fill();
  for (const limit of [1, 2, 3, 50]) expect((await readAll(asked, limit)).seen).toEqual(who);
});

test('a page looks at so many people, says when there are more, and the next goes on', async () => {
  await fill();
  expect(await readAll({ state: 'disabled' })).toEqual({ seen: ['bob', 'hal'], parts: 2 });
  expect(await readAll({ search: 'of joe' })).toEqual({ seen: ['joe'], parts: 2 });
  const first = await listUsers('operator', { search: 'of joe', limit: 3 });
  expect(first).toMatchObject({ users: [], isPart: true });
  // A beginning is found by its index, however many there are.
  const begins = await listUsers('operator', { search: 'joe', limit: 3 });
  expect(begins.users.map(({ email }) => email)).toEqual(['joe@example.com']);
});

test('a list says when somebody was last seen: by a session, or by the entry that one began', async () => {
  const now = Date.now();
  setClock(now - 60_000);
  const of = await fill();
  setClock(now);
  await beginSession(of('fay'));
  const { users: all } = await listUsers('operator', { limit: 50 });
  const seen = (name: string) =>
    all.find(({ id }) => id === of(name))?.lastSeenAt?.getTime() ?? null;
  expect([seen('fay'), seen('ann'), seen('gus'), seen('bob')]).toEqual([
    now,
    now - 60_000,
    now - 60_000,
    null,
  ]);
  expect(all.filter(({ hasFactor }) => hasFactor).map(({ id }) => id)).toEqual([
    of('cyd'),
    of('eve'),
  ]);
});

async function fileOf(pieces: AsyncGenerator<string>): Promise<string[][]> {
  let text = '';
  for await (const piece of pieces) text += piece;
  expect(text.endsWith('\r\n')).toBe(true);
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

test('an export has whom the list has, and is an entry that says nothing of what was typed', async () => {
  const dee = await addStaff('administrator', 'zdee');
  await fill();
  const all = await exportPeople(dee, { search: '' });
  const some = await exportPeople(dee, { search: 'of', state: 'disabled' });
  if (!all.ok || !some.ok) throw new Error('refused');
  const [head, ...rows] = await fileOf(all.value);
  expect(head?.slice(0, 5)).toEqual(['id', 'name', 'email', 'role', 'state']);
  expect(rows.map(([, , email]) => email)).toHaveLength(11);
  const [, ...shut] = await fileOf(some.value);
  expect(shut.map((row) => row.slice(1, 6))).toEqual([
    ['Name of bob', 'bob@example.com', 'member', 'disabled', ''],
    ['Name of hal', 'hal@example.com', 'member', 'disabled', ''],
  ]);
  const entries = await searchLog(dee, { type: 'sensitive_read', limit: 5 });
  expect(entries.map(({ object, detail, actorId }) => [object, detail, actorId])).toEqual([
    ['users', 'some_people', dee.user.id],
    ['users', 'all_people', dee.user.id],
  ]);
});

test('what somebody calls themselves is no formula in the export, and stays in its cell', async () => {
  const dee = await addStaff('administrator', 'zdee');
  await addMember('a@example.com', '=HYPERLINK("http://evil.test","x")');
  await addMember('b@example.com', 'x;@SUM(1)');
  const found = await exportPeople(dee, { search: '@example.com' });
  if (!found.ok) throw new Error('refused');
  let text = '';
  for await (const piece of found.value) text += piece;
  expect(text).toContain(`,"'=HYPERLINK(""http://evil.test"",""x"")",a@example.com,`);
  expect(text).toContain(`,x;'@SUM(1),b@example.com,`);
});

test.each(['member', 'support'] as const)(
  '%s exports nobody, and there is no entry',
  async (role) => {
    const eve = await addStaff(role);
    expect(await exportPeople(eve, { search: '' })).toEqual({ ok: false, reason: 'not_allowed' });
    const dee = await addStaff('administrator');
    expect(await searchLog(dee, { type: 'sensitive_read', limit: 5 })).toEqual([]);
  },
);

test('an export ends where the role was taken away meanwhile', async () => {
  const dee = await addStaff('administrator', 'zdee');
  await fill();
  const found = await exportPeople(dee, { search: '' });
  if (!found.ok) throw new Error('refused');
  await change(dee.user.id, { role: 'member' });
  expect(await fileOf(found.value)).toHaveLength(1);
});
