import pg from 'pg';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { sessions } from '#drizzle/schema/sessions';
import { changeUserRole } from '#lib/admin/change-role';
import { addStaff, countActiveAdministrators } from '#lib/admin/staff.test-support';
import { db } from '#lib/db/client';
import { SESSIONS_PER_USER } from '#lib/session/lifetimes';
import { addUser, beginSession, emptyTables } from '#lib/testing/database.test-support';

vi.setConfig({ testTimeout: 60_000 });
beforeEach(emptyTables);

const ROUNDS = 60;
const BEGIN = 'begin isolation level serializable';

/** Until the test is over every act runs under READ COMMITTED, and nothing is asked to do it again. */
function plantReadCommitted() {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const planted = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: unknown,
    asked: unknown,
    ...more: unknown[]
  ) {
    return query.call(
      this,
      asked === BEGIN ? 'begin isolation level read committed' : asked,
      ...more,
    );
  } as never);
  onTestFinished(() => planted.mockRestore());
}

/** What holds on other rows than those that an act writes; each answers whether it still did after a race. */
const HELD: Record<string, () => Promise<boolean>> = {
  async 'an administrator stays'() {
    const [ada, bob] = [
      await addStaff('administrator', 'ada'),
      await addStaff('administrator', 'bob'),
    ];
    await Promise.all([
      changeUserRole(ada, bob.user.id, 'member'),
      changeUserRole(bob, ada.user.id, 'member'),
    ]);
    return (await countActiveAdministrators()) === 1;
  },
  async 'nobody has more sessions than the cap'() {
    const ada = await addUser('ada@example.com', { passwordHash: 'x' });
    for (let nth = 1; nth < SESSIONS_PER_USER; nth++) await beginSession(ada);
    await Promise.all(Array.from({ length: 8 }, () => beginSession(ada)));
    return (await db().$count(sessions)) === SESSIONS_PER_USER;
  },
};

test.each(Object.entries(HELD))(
  '%s, and the race would see it if acts ran under READ COMMITTED',
  async (_, stillHolds) => {
    expect(await stillHolds()).toBe(true);
    plantReadCommitted();
    let broken = 0;
    for (let round = 0; round < ROUNDS && broken === 0; round++) {
      await emptyTables();
      if (!(await stillHolds())) broken++;
    }
    expect(broken).toBe(1);
  },
);
