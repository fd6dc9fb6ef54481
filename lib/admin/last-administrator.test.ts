import { beforeEach, expect, test } from 'vitest';
import type { Admin } from '#lib/admin/actor';
import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import {
  addMember,
  addStaff,
  countActiveAdministrators,
  rowOf,
} from '#lib/admin/staff.test-support';
import { deleteAccount } from '#lib/assembly/delete-account';
import type { Viewer } from '#lib/session/store';
import { emptyTables, setClock } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const HOUR = 3_600_000;

beforeEach(emptyTables);

/** Every way to take an administrator away. */
const REMOVALS: Record<string, (by: Admin, target: Viewer) => Promise<{ ok: boolean }>> = {
  demoting: (by, { user }) => changeUserRole(by, user.id, 'member'),
  'making support': (by, { user }) => changeUserRole(by, user.id, 'support'),
  disabling: (by, { user }) => disableUser(by, user.id, { reason: 'test' }),
  'disabling for an hour': (by, { user }) =>
    disableUser(by, user.id, { reason: 'test', until: new Date(Date.now() + HOUR) }),
  deleting: (by, { user }) => deleteUser(by, user.id),
  'deleting one’s own account': (_, { user }) => deleteAccount(user),
};
const removals = Object.values(REMOVALS);

test.each(Object.entries(REMOVALS))(
  '%s is refused for the last administrator, no matter who asks, and changes nothing',
  async (_, remove) => {
    const ada = await addStaff('administrator');
    const before = await rowOf(ada.user.id);
    for (const by of [ada, 'operator'] as const)
      expect(await remove(by, ada)).toMatchObject({ ok: false, reason: 'last_administrator' });
    expect(await rowOf(ada.user.id)).toEqual(before);
  },
);

test.each(Object.entries(REMOVALS))(
  '%s works while another administrator is left',
  async (_, remove) => {
    const [ada, bob] = [
      await addStaff('administrator', 'ada'),
      await addStaff('administrator', 'bob'),
    ];
    expect(await remove(bob, ada)).toMatchObject({ ok: true });
    expect(await countActiveAdministrators()).toBe(1);
  },
);

test('an administrator who is disabled, for good or for an hour, is no other one', async () => {
  const [ada, bob] = [
    await addStaff('administrator', 'ada'),
    await addStaff('administrator', 'bob'),
  ];
  for (const until of [null, new Date(Date.now() + HOUR)]) {
    await disableUser(ada, bob.user.id, { reason: 'away', until });
    for (const remove of removals)
      expect(await remove('operator', ada)).toMatchObject({ reason: 'last_administrator' });
    await enableUser(ada, bob.user.id);
  }
  const until = new Date(Date.now() + HOUR);
  await disableUser(ada, bob.user.id, { reason: 'away', until });
  setClock(until);
  expect(await changeUserRole(ada, ada.user.id, 'member')).toEqual({ ok: true, value: true });
});

test('one who cannot sign in anyway may be taken away', async () => {
  const [ada, bob] = [
    await addStaff('administrator', 'ada'),
    await addStaff('administrator', 'bob'),
  ];
  await disableUser(ada, bob.user.id);
  expect(await deleteUser(ada, bob.user.id)).toEqual({ ok: true, value: null });
  expect(await countActiveAdministrators()).toBe(1);
});

test('two administrators who remove each other at once, in any two ways, leave exactly one', async () => {
  let rounds = 0;
  for (const [one, first] of removals.entries()) {
    for (const second of [...removals.slice(one), ...removals.slice(0, one)]) {
      await emptyTables();
      const [ada, bob] = [
        await addStaff('administrator', 'ada'),
        await addStaff('administrator', 'bob'),
      ];
      await Promise.all([first(ada, bob), second(bob, ada)]);
      expect(await countActiveAdministrators()).toBe(1);
      rounds++;
    }
  }
  for (; rounds < 50; rounds++) {
    await emptyTables();
    const [ada, bob] = [
      await addStaff('administrator', 'ada'),
      await addStaff('administrator', 'bob'),
    ];
    const first = removals[rounds % removals.length]!;
    await Promise.all([first(ada, bob), first(bob, ada), first('operator', ada), first(ada, ada)]);
    expect(await countActiveAdministrators()).toBe(1);
  }
  expect(rounds).toBe(50);
});

test('whatever anybody does in whatever order, an administrator who can sign in is left', async () => {
  const step = fc.record({
    act: fc.nat(removals.length),
    by: fc.nat(3),
    target: fc.nat(2),
    passes: fc.constantFrom(0, HOUR / 2, 2 * HOUR),
  });
  const start = Date.UTC(2026, 5, 1);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await emptyTables();
      let now = start;
      setClock(now);
      const people = [
        await addStaff('administrator', 'ada'),
        await addStaff('administrator', 'bob'),
        await addStaff('administrator', 'cyd'),
      ];
      await Promise.all(
        steps.map(async ({ act, by, target }) => {
          const whom = people[target]!;
          const remove = removals[act];
          const who = people[by] ?? 'operator';
          await (remove ? remove(who, whom) : enableUser(who, whom.user.id));
        }),
      );
      expect(await countActiveAdministrators()).toBeGreaterThan(0);
      for (const { act, by, target, passes } of steps) {
        now += passes;
        setClock(now);
        await removals[act]?.(people[by] ?? 'operator', people[target]!);
        expect(await countActiveAdministrators()).toBeGreaterThan(0);
      }
    }),
    { numRuns: 40 },
  );
});

test('members are nobody’s last administrator', async () => {
  await addStaff('administrator');
  const mia = await addMember();
  expect(await disableUser('operator', mia)).toEqual({ ok: true, value: true });
  expect(await deleteUser('operator', mia)).toEqual({ ok: true, value: null });
});
