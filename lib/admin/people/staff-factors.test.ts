import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import type { Admin } from '#lib/admin/actor';
import { listUsers } from '#lib/admin/list-users';
import { staffWithoutFactor } from '#lib/admin/overview/staff';
import { exportPeople } from '#lib/admin/people/export';
import { showUser } from '#lib/admin/show-user';
import { addMember, addStaff } from '#lib/admin/staff.test-support';
import { transaction } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';
import { emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

/** One of each role with a second factor (1) and without (0). */
async function fill() {
  const ids: Record<string, string> = {};
  for (const role of ['administrator', 'member', 'support'] as const)
    for (const has of [0, 1]) {
      const name = `${role[0]}${has}`;
      const id = await addMember(`${name}@example.com`, name);
      await transaction((tx) => tx.update(users).set({ role }).where(eq(users.id, id)));
      const passkey = { kind: 'passkey', handle: id, secret: 'x', name: '' };
      const at = { createdAt: new Date(), confirmedAt: new Date() };
      if (has === 1)
        await transaction((tx) =>
          tx.insert(credentials).values({
            id: uuid(),
            userId: id,
            ...passkey,
            ...at,
          } as typeof credentials.$inferInsert),
        );
      ids[name] = id;
    }
  return ids;
}

type Viewers = { support: Viewer; administrator: Viewer };
const NAMES = ['a0', 'a1', 'm0', 'm1', 's0', 's1'];
const MEMBERS = { m0: false, m1: true };
const HIDDEN = { a0: null, a1: null, ...MEMBERS, s0: null, s1: null };
const ALL = { a0: false, a1: true, ...MEMBERS, s0: false, s1: true };
const only = (pairs: [string, unknown][]) =>
  Object.fromEntries(pairs.filter(([name]) => NAMES.includes(name)));

const inList = async (by: Admin) => {
  const { users: all } = await listUsers(by, { limit: 50 });
  return only(all.map(({ name, hasFactor }) => [name, hasFactor]));
};
const inFilter = (search: string) => async (by: Admin) => {
  const found: string[] = [];
  for (const role of [undefined, 'member', 'support', 'administrator'] as const) {
    const asked = { role, state: 'no-factor', search, limit: 50 } as const;
    const { users: all } = await listUsers(by, asked);
    found.push(...all.map(({ name }) => name));
  }
  return [...new Set(found)].filter((name) => NAMES.includes(name)).sort();
};
const onPage = async (by: Admin, ids: Record<string, string>) => {
  const pairs: [string, unknown][] = [];
  for (const [name, id] of Object.entries(ids)) {
    const found = await showUser(by, id);
    pairs.push([name, found.ok ? found.value.account.hasFactor : 'refused']);
  }
  return only(pairs);
};
const inExport = async (by: Viewer) => {
  const found = await exportPeople(by, { search: '' });
  if (!found.ok) return found.reason;
  let text = '';
  for await (const piece of found.value) text += piece;
  const rows = text.split('\r\n').map((line) => line.split(','));
  return only(rows.map((row) => [row[1] ?? '', row[6] === '' ? null : row[6] === 'yes']));
};
const inOverview = async (by: Viewer) => {
  const found = await staffWithoutFactor(by);
  return found
    .flatMap(({ named }) => named)
    .map(({ email }) => email.split('@')[0])
    .filter((one) => NAMES.includes(one ?? ''))
    .sort();
};

test.each<[what: string, tell: (by: Viewer, ids: Record<string, string>) => unknown, Shown]>([
  ['the list', inList, { support: HIDDEN, administrator: ALL }],
  ['the filter', inFilter(''), { support: ['m0'], administrator: ['a0', 'm0', 's0'] }],
  ['a search by it', inFilter('0@exam'), { support: ['m0'], administrator: ['a0', 'm0', 's0'] }],
  ['the page of a person', onPage, { support: HIDDEN, administrator: ALL }],
  ['the export', inExport, { support: 'not_allowed', administrator: ALL }],
  ['the overview', inOverview, { support: [], administrator: ['a0', 's0'] }],
])('%s says only to those who give roles which of the staff has no second factor', async (_, tell, shown) => {
  const ids = await fill();
  const support = await addStaff('support', 'zsue');
  const administrator = await addStaff('administrator', 'zdee');
  for (const [role, viewer] of Object.entries({ support, administrator } satisfies Viewers))
    expect([role, await tell(viewer, ids)]).toEqual([role, shown[role as keyof Shown]]);
}); // biome-ignore format: one line

type Shown = Record<keyof Viewers, unknown>;
test('the operator knows it of everybody', async () => {
  const ids = await fill();
  expect([await inList('operator'), await onPage('operator', ids)]).toEqual([ALL, ALL]);
  expect(await inFilter('')('operator')).toEqual(['a0', 'm0', 's0']);
});

test.each(['support', 'administrator'] as const)(
  'the overview counts of %s whom the list has, and nobody who is disabled',
  async (role) => {
    const dee = await addStaff('administrator', 'zdee');
    for (const [name, disabledAt] of [
      ['open', null],
      ['shut', new Date(1)],
    ] as const) {
      const id = await addMember(`${name}@example.com`, name);
      await transaction((tx) => tx.update(users).set({ role, disabledAt }).where(eq(users.id, id)));
    }
    const { users: listed } = await listUsers(dee, { role, state: 'no-factor', limit: 50 });
    const told = (await staffWithoutFactor(dee)).find((one) => one.role === role);
    const emails = listed.map(({ email }) => email);
    expect(emails).toContain('open@example.com');
    expect(emails).not.toContain('shut@example.com');
    expect([told?.count, told?.named.map(({ email }) => email)]).toEqual([emails.length, emails]);
  },
);
