import { beforeEach, expect, test } from 'vitest';
import { grants } from '#drizzle/schema/grants';
import { can } from '#lib/authorization/can';
import { claimMailbox, grant, mailboxSubject, userSubject } from '#lib/authorization/grants';
import { listAccessible } from '#lib/authorization/list-accessible';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { type Act, PERMISSIONS, relationsFor, roleHas, roleMay } from '#lib/permissions/table';
import { ROLES } from '#lib/resource';
import { emptyTables } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

beforeEach(emptyTables);

const person = (id: string, role = 'member') => ({ user: { id, role } });
const RELATIONS = ['owner', 'editor', 'viewer'];
const NOTE_ACTS = [
  'note:list',
  'note:read',
  'note:edit',
  'note:delete',
  'note:share',
  'note:leave',
] as const;

const give = (userId: string, relation: string, object: string) =>
  transaction(
    grant({
      subject: userSubject(userId),
      relation,
      kind: 'note',
      object,
      address: `${userId}@example.com`,
      grantedBy: null,
    }),
  );

test('a role has what the roles before it have, and more', () => {
  const [member, support, administrator] = ROLES.map((role) => PERMISSIONS[role]);
  expect(member!.size).toBeGreaterThan(10);
  expect([...member!].filter((one) => !support!.has(one))).toEqual([]);
  expect([...support!].filter((one) => !administrator!.has(one))).toEqual([]);
  expect(support!.size).toBeGreaterThan(member!.size);
  expect(administrator!.size).toBeGreaterThan(support!.size);
});

test('a member has no permission over what is not their own', () => {
  expect([...PERMISSIONS.member].filter((one) => one.endsWith(':any'))).toEqual([]);
});

test('no role may read or change the notes of others', () => {
  for (const role of ROLES)
    expect([...PERMISSIONS[role]].filter((one) => /^note:.*:any$/.test(one))).toEqual([]);
});

test('what no rule allows is refused: a role, an act or a relation that nobody declared', async () => {
  await give('ada', 'admirer', 'n1');
  await give('ada', 'owner', 'n2');
  expect(await can(person('ada'), 'note:read', 'n1')).toBe(false);
  expect(await can(person('ada'), 'note:burn' as Act, 'n2')).toBe(false);
  expect(await can(person('ada'), 'constructor:read' as Act, 'n2')).toBe(false);
  expect(await can(person('ada', 'root'), 'note:read', 'n2')).toBe(false);
  expect(await can(person('ada', ''), 'note:read', 'n2')).toBe(false);
  expect(roleMay('__proto__', 'note:read')).toBe(false);
  expect(roleHas('toString', 'note:read:own')).toBe(false);
  expect(relationsFor('note:burn' as Act)).toEqual([]);
});

test('an act on anything needs no grant, and one’s own role has to allow it', async () => {
  expect(await can(person('eve', 'administrator'), 'account:disable', 'u1')).toBe(true);
  expect(await can(person('eve', 'support'), 'account:disable', 'u1')).toBe(false);
  expect(await can(person('eve'), 'account:disable', 'u1')).toBe(false);
});

test('a right is read from its row: it begins and ends with it', async () => {
  expect(await can(person('bob'), 'note:edit', 'n1')).toBe(false);
  await give('bob', 'viewer', 'n1');
  expect(await can(person('bob'), 'note:edit', 'n1')).toBe(false);
  await give('bob', 'editor', 'n1');
  expect(await can(person('bob'), 'note:edit', 'n1')).toBe(true);
  await db().delete(grants);
  expect(await can(person('bob'), 'note:edit', 'n1')).toBe(false);
});

test('for any grants, each person may do exactly what their relation to each thing allows', async () => {
  const people = ['ada', 'bob', 'cyd'];
  const things = ['n1', 'n2', 'n3', 'n4'];
  const granted = fc.uniqueArray(
    fc.record({
      who: fc.constantFrom(...people),
      relation: fc.constantFrom(...RELATIONS, 'admirer'),
      thing: fc.constantFrom(...things),
    }),
    { selector: ({ who, thing }) => `${who} ${thing}`, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(granted, fc.constantFrom(...NOTE_ACTS), async (rows, act) => {
      await db().delete(grants);
      for (const { who, relation, thing } of rows) await give(who, relation, thing);
      for (const who of people) {
        const expected = rows
          .filter((row) => row.who === who && relationsFor(act).includes(row.relation))
          .map(({ thing }) => thing);
        const may = await Promise.all(things.map((thing) => can(person(who), act, thing)));
        expect(things.filter((_, at) => may[at])).toEqual(expected.sort());
        const listed = await listAccessible(person(who), act, { limit: 100 });
        expect(listed.map(({ id }) => id)).toEqual(expected.sort().reverse());
      }
    }),
    { numRuns: 60 },
  );
});

test('a list is paged by key: every thing once, whatever the size of a page', async () => {
  const things = Array.from({ length: 23 }, (_, n) => `n${String(n).padStart(2, '0')}`);
  for (const [at, thing] of things.entries()) await give('ada', RELATIONS[at % 3]!, thing);
  for (const limit of [1, 4, 23, 50]) {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listAccessible(person('ada'), 'note:list', { limit, after });
      seen.push(...page.map(({ id }) => id));
      if (page.length < limit) break;
      after = page.at(-1)!.id;
    }
    expect(seen).toEqual([...things].reverse());
  }
});

test('what waits for a mailbox becomes a person’s once it is proven; what they have already stays', async () => {
  for (const [object, relation] of [
    ['n1', 'viewer'],
    ['n2', 'editor'],
  ] as const)
    await transaction(
      grant({
        subject: mailboxSubject('cyd@example.com'),
        relation,
        kind: 'note',
        object,
        address: 'cyd@example.com',
        grantedBy: 'ada',
      }),
    );
  await give('cyd', 'editor', 'n1');
  expect(await can(person('cyd'), 'note:read', 'n2')).toBe(false);
  await transaction(claimMailbox('cyd', 'cyd@example.com'));
  expect(await can(person('cyd'), 'note:edit', 'n1')).toBe(true);
  expect(await can(person('cyd'), 'note:edit', 'n2')).toBe(true);
  const left = await db().select({ object: grants.object, subject: grants.subject }).from(grants);
  expect(left).toContainEqual({ object: 'n1', subject: 'mailbox:cyd@example.com' });
  expect(left).toHaveLength(3);
});
