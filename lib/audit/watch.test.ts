import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { record } from '#lib/audit/record';
import { readVerdict } from '#lib/audit/verdict';
import { countUnverified, noteHead, watchLog } from '#lib/audit/watch';
import { transaction } from '#lib/db/transaction';
import { log } from '#lib/observability/log';
import { clearSingleton, emptyTables, tamper } from '#lib/testing/database.test-support';

beforeEach(async () => {
  await emptyTables();
  await tamper('delete from audit_verdict');
  clearSingleton('audit-noted');
});

const tell = () => transaction(record({ type: 'user_updated', userId: 'ada' }));
const HEAD = /^\d+:[0-9a-f]{64}$/;

/** What the server's log is told. */
function hear(kind: 'info' | 'error') {
  const lines = vi.spyOn(log(), kind).mockImplementation(() => {});
  onTestFinished(() => lines.mockRestore());
  return () => lines.mock.calls.map(([line]) => line as unknown as { head: string });
}

test('the head is noted each time it has moved, and not when it has not', async () => {
  const heard = hear('info');
  await tell();
  await noteHead();
  await noteHead();
  await tell();
  await tell();
  await noteHead();
  const noted = heard();
  expect(noted.map(({ head }) => head.split(':')[0])).toEqual(['1', '3']);
  for (const line of noted)
    expect(line).toMatchObject({ event: 'audit_head', head: expect.stringMatching(HEAD) });
});

test('what a verification found is told by every server, and after a restart', async () => {
  hear('info');
  expect(await readVerdict()).toBeNull();
  await tell();
  expect(await countUnverified()).toBe(1);
  await watchLog();
  clearSingleton('audit-noted', 'audit-verify');
  expect(await readVerdict()).toMatchObject({ entries: 1, head: { seq: 1 }, faults: [] });
  expect(await countUnverified()).toBe(0);
  await tell();
  expect(await countUnverified()).toBe(1);
});

test('a fault that a verification found stays told until one finds none', async () => {
  hear('info');
  const errors = hear('error');
  await tell();
  await tamper("update audit_events set detail = 'other'");
  await watchLog();
  expect(await readVerdict()).toMatchObject({ faults: [{ fault: 'changed', seq: 1 }] });
  expect(errors()).toMatchObject([{ event: 'audit_log_broken' }]);
  await tamper("update audit_events set detail = ''");
  await watchLog();
  expect((await readVerdict())?.faults).toEqual([]);
});

test('an empty log was verified when it was, and not at the time of the entry before its first', async () => {
  hear('info');
  const before = Date.now();
  await watchLog();
  expect((await readVerdict())?.at.getTime()).toBeGreaterThanOrEqual(before);
});
