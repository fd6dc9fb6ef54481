import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { record } from '#lib/audit/record';
import { readAnchor } from '#lib/audit/rows';
import { trimLog } from '#lib/audit/trim';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { changeSettings, emptyTables, setClock, tamper } from '#lib/testing/database.test-support';

const DAY_MS = 24 * 3_600_000;
const NOW = Date.now();

beforeEach(emptyTables);

/** Entries of that many days ago. */
async function writeAt(daysAgo: number, count = 1) {
  setClock(NOW - daysAgo * DAY_MS);
  await transaction(
    Array.from({ length: count }, () => record({ type: 'user_updated', userId: 'ada' })),
  );
  setClock(NOW);
}

const places = async () => {
  const rows = await db().select().from(auditEvents).orderBy(auditEvents.seq);
  return rows.map(({ seq, type }) => (type === 'audit_trimmed' ? `${seq} trimmed` : seq));
};

test('entries are kept for 400 days and gone a day later, and the rest can be verified', async () => {
  await writeAt(401.1);
  await writeAt(400.1);
  await writeAt(399.9);
  await writeAt(1);
  expect(await trimLog()).toBe(2);
  expect(await places()).toEqual([3, 4, '5 trimmed']);
  expect(await readAnchor()).toMatchObject({
    seq: 2,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await verifyLog()).toMatchObject({ entries: 3, anchor: { seq: 2 }, faults: [] });
  expect(await trimLog()).toBe(0);
  expect(await places()).toHaveLength(3);
});

test('less than a day’s worth waits, so that trimming does not fill the log', async () => {
  await writeAt(400.9);
  expect(await trimLog()).toBe(0);
  expect(await places()).toEqual([1]);
});

test('an old entry behind a young one stays: only the start is trimmed', async () => {
  await writeAt(500);
  await writeAt(10);
  await writeAt(500);
  expect(await trimLog()).toBe(1);
  expect(await places()).toEqual([2, 3, '4 trimmed']);
});

test('what the tree does not have stays, until it has been looked at', async () => {
  await writeAt(500, 5);
  await tamper('delete from audit_events where seq = 3');
  expect(await trimLog()).toBe(2);
  expect(await places()).toEqual([4, 5, '6 trimmed']);
  expect(await trimLog()).toBe(0);
});

test('many go in batches, again and again, and the log stays whole', async () => {
  await writeAt(600, 1201);
  await writeAt(450, 3);
  changeSettings({ AUDIT_RETENTION_DAYS: '500' });
  expect(await trimLog()).toBe(1201);
  changeSettings({ AUDIT_RETENTION_DAYS: '400' });
  expect(await trimLog()).toBe(3);
  expect(await places()).toEqual(['1205 trimmed', '1206 trimmed']);
  expect(await verifyLog()).toMatchObject({ entries: 2, head: { seq: 1206 }, faults: [] });
});

test('a log that is old altogether keeps the entry that says so', async () => {
  await writeAt(900, 2);
  expect(await trimLog()).toBe(2);
  expect(await places()).toEqual(['3 trimmed']);
  expect((await verifyLog()).faults).toEqual([]);
});

test('what was left when a trimming was interrupted goes with the next, and breaks nothing', async () => {
  await writeAt(450, 3);
  expect(await trimLog()).toBe(3);
  await tamper(
    `insert into audit_events values (2, 'left', 0, '', null, null, '', null, '', '', '', '', '', '')`,
  );
  expect((await verifyLog()).faults).toEqual([]);
  expect(await trimLog()).toBe(1);
});

test('a start taken away beyond what the log says is found', async () => {
  await writeAt(450, 3);
  await writeAt(2, 3);
  await trimLog();
  const fourth = '(select hash from audit_events where seq = 4)';
  await tamper(
    `update audit_anchor set seq = 4, hash = ${fourth}`,
    'delete from audit_events where seq < 5',
  );
  expect((await verifyLog()).faults).toMatchObject([{ fault: 'start', seq: 4 }]);
});
