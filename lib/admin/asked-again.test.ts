import { beforeEach, expect, test } from 'vitest';
import { ACTS } from '#lib/admin/acts.test-support';
import { addMember, addStaff } from '#lib/admin/staff.test-support';
import { connection } from '#lib/db/client';
import { beginSession, emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

/** What somebody who administers may lose meanwhile: the role, or the session. */
const TAKEN = [
  "update users set role = 'member' where id = ?",
  'delete from sessions where user_id = ?',
];

/** After each of the first ticks of an act: only SQLite writes between two ticks. */
test('what is asked before an act is asked again in the act itself', async () => {
  await addStaff('administrator', 'other');
  for (const [act, doIt, statement] of ACTS.slice(3).flatMap((one) =>
    TAKEN.map((taken) => [...one, taken] as const),
  )) {
    for (let wait = 0; wait < 12; wait++) {
      const dee = await addStaff('administrator', `dee${Math.random()}`);
      const mia = await addMember(`mia${Math.random()}@example.com`);
      const { sessionId } = await beginSession(mia);
      const doing = doIt(dee, mia, sessionId);
      for (let tick = 0; tick < wait; tick++) await null;
      connection().prepare(statement).run(dee.user.id);
      const isMarked = 'select count(*) as n from audit_events where actor_id = ?';
      const count = () => (connection().prepare(isMarked).get(dee.user.id) as { n: number }).n;
      const before = count();
      await doing;
      expect([act, wait, count()]).toEqual([act, wait, before]);
    }
  }
});
