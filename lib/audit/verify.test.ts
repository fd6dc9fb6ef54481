import { eq, exists, getTableColumns } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { AUDIT_TYPES, type AuditType } from '#lib/audit/types';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { emptyTables, from, tamper } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const ENTRIES = 12;
const text = fc.string({ unit: 'binary', maxLength: 20 });

beforeEach(emptyTables);

const write = (detail: string, type: AuditType = 'user_updated', userId: string | null = 'ada') =>
  transaction(record({ type, userId, detail: detail as Detail }));

async function writeSome(count = ENTRIES) {
  for (let nth = 1; nth <= count; nth++) await write(`entry ${nth}`, AUDIT_TYPES[nth % 9]);
}

const places = async () => (await verifyLog()).faults.map(({ seq, fault }) => `${fault} ${seq}`);
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

test('a log that nobody touched is whole, also an empty one', async () => {
  expect(await verifyLog()).toMatchObject({ entries: 0, head: { seq: 0 }, faults: [] });
  await writeSome();
  expect(await verifyLog()).toMatchObject({ entries: ENTRIES, head: { seq: ENTRIES }, faults: [] });
});

test('any text in any field is chained as it is stored', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, fc.option(text), async (detail, agent, userId) => {
      await from('::1', () => write(detail, 'user_updated', userId), { userAgent: agent });
      expect((await verifyLog()).faults).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a change of any field of any entry is found and named', async () => {
  const fields = Object.values(getTableColumns(auditEvents));
  const changeable = fields.map(({ name }) => name).filter((name) => name !== 'seq');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: ENTRIES }),
      fc.constantFrom(...changeable),
      text.filter((value) => !value.includes('\0')),
      async (seq, field, value) => {
        await emptyTables();
        await writeSome();
        const changed = field === 'at' ? `${field} + 1` : quoted(`${value} changed`);
        await tamper(`update audit_events set ${field} = ${changed} where seq = ${seq}`);
        const { faults } = await verifyLog();
        expect(faults[0]).toMatchObject({ seq, id: expect.any(String) });
        const isLastHash = field === 'hash' && seq < ENTRIES;
        expect(faults.filter(({ fault }) => fault === 'changed')).toHaveLength(isLastHash ? 2 : 1);
      },
    ),
    { numRuns: 40 },
  );
});

test('entries taken out anywhere, also at either end, are found and named', async () => {
  const range = fc.tuple(fc.integer({ min: 1, max: ENTRIES }), fc.integer({ min: 0, max: 4 }));
  await fc.assert(
    fc.asyncProperty(range, async ([first, more]) => {
      await emptyTables();
      await writeSome();
      const last = Math.min(first + more, ENTRIES);
      await tamper(`delete from audit_events where seq between ${first} and ${last}`);
      expect(await places()).toEqual([`missing ${first}`]);
      const [fault] = (await verifyLog()).faults;
      expect(fault?.says).toContain(String(last === ENTRIES ? first - 1 : first));
    }),
    { numRuns: 30 },
  );
});

test('entries that changed places are found and named', async () => {
  const two = fc.uniqueArray(fc.integer({ min: 1, max: ENTRIES }), { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(two, async ([one = 0, other = 0]) => {
      await emptyTables();
      await writeSome();
      await tamper(
        `update audit_events set seq = -1 where seq = ${one}`,
        `update audit_events set seq = ${one} where seq = ${other}`,
        `update audit_events set seq = ${other} where seq = -1`,
      );
      expect(await places()).toContain(`changed ${Math.min(one, other)}`);
      expect(await places()).toContain(`changed ${Math.max(one, other)}`);
    }),
    { numRuns: 20 },
  );
});

const copy = (of: number, as: string) =>
  `insert into audit_events select ${as}, 'forged', at, type, user_id, session_id, actor, actor_id, object, result, address, user_agent, detail, hash from audit_events where seq = ${of}`;

test('an entry put in anywhere is found and named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: ENTRIES }), async (seq) => {
      await emptyTables();
      await writeSome();
      // All that follow move on by one.
      await tamper(
        `update audit_events set seq = -seq where seq >= ${seq}`,
        `update audit_events set seq = 1 - seq where seq < 0`,
        copy(seq + 1, String(seq)),
      );
      expect((await verifyLog()).faults[0]).toMatchObject({ fault: 'changed', seq });
    }),
    { numRuns: 20 },
  );
});

test('an entry put in at the end is found, whether or not the head was moved along', async () => {
  await writeSome();
  await tamper(copy(ENTRIES, String(ENTRIES + 1)));
  expect(await places()).toEqual([`changed ${ENTRIES + 1}`, `added ${ENTRIES + 1}`]);
  await tamper(`update audit_head set seq = ${ENTRIES + 1}`);
  expect(await places()).toEqual([`changed ${ENTRIES + 1}`]);
});

test('a start that was taken away is found, also when the anchor was moved along', async () => {
  await writeSome();
  const third = '(select hash from audit_events where seq = 3), at = 1';
  await tamper(
    `update audit_anchor set seq = 3, hash = ${third}`,
    'delete from audit_events where seq < 4',
  );
  expect(await places()).toEqual(['start 3']);
});

test('a head that is gone or says something else is found', async () => {
  await writeSome(3);
  await tamper("update audit_head set hash = 'x'");
  expect(await places()).toEqual(['head 3']);
  await tamper('delete from audit_head');
  expect(await places()).toEqual(['head 3']);
  // In a file the act is refused; on a server it is told, and waits for a head.
  await write('no head').catch(() => {});
  expect(await places()).toEqual(['head 3']);
  await tamper("insert into audit_head values (0, '')");
});

test('a log that was written anew from some entry on is found by a head that was noted before', async () => {
  await writeSome(6);
  const { head } = await verifyLog();
  await tamper('delete from audit_events where seq > 4', 'delete from audit_tiles');
  const hash = '(select hash from audit_events where seq = 4)';
  await tamper(`update audit_head set seq = 4, hash = ${hash}`);
  await writeSome(4);
  expect((await verifyLog()).faults).toEqual([]);
  expect((await verifyLog(head)).faults).toMatchObject([{ fault: 'noted', seq: 6 }]);
  expect((await verifyLog({ ...head, seq: 99 })).faults).toMatchObject([
    { fault: 'noted', seq: 99 },
  ]);
  const now = (await verifyLog()).head;
  expect((await verifyLog(now)).faults).toEqual([]);
});

test('several entries of one transaction follow each other', async () => {
  await transaction(['a', 'b', 'c'].map((detail) => entry(detail)));
  await Promise.all(Array.from({ length: 20 }, (_, nth) => write(`at once ${nth}`)));
  expect(await verifyLog()).toMatchObject({ entries: 23, faults: [] });
});

const entry = (detail: string) =>
  record({ type: 'user_updated', userId: 'ada', detail: detail as Detail });

test('a transaction that is undone leaves no entry and no gap', async () => {
  await write('before');
  const nobody = eq(users.id, 'nobody');
  const isDone = await transaction(
    entry('undone'),
    expectRow((tx) => tx.delete(users).where(nobody)),
  );
  expect(isDone).toBe(false);
  await expect(
    transaction(entry('a'), (tx) => tx.insert(users).values({} as never)),
  ).rejects.toThrow();
  await write('after');
  expect(await verifyLog()).toMatchObject({ entries: 2, head: { seq: 2 }, faults: [] });
});

test('an entry that depends on what is not there is not made', async () => {
  const nobody = db().select().from(users).where(eq(users.id, 'nobody'));

  await transaction(record({ type: 'user_updated', userId: 'ada' }, exists(nobody)));
  expect(await db().select().from(auditEvents)).toEqual([]);
  expect((await verifyLog()).faults).toEqual([]);
});
