import { beforeEach, expect, test, vi } from 'vitest';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { streamLog } from '#lib/audit/stream';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { log } from '#lib/observability/log';
import { addUser, clearSingleton, emptyTables, from } from '#lib/testing/database.test-support';

const leads = vi.hoisted(() => ({ now: true }));
vi.mock('#lib/db/leader', async (original) => ({
  ...(await original<typeof import('#lib/db/leader')>()),
  isLeader: async () => leads.now,
}));

beforeEach(emptyTables);

const write = (userId: string, detail: string) =>
  from('198.51.100.7', () =>
    transaction(record({ type: 'user_updated', userId, detail: detail as Detail })),
  );

test('each entry is one line of the server’s log, once, in order, from the start of the process on', async () => {
  clearSingleton('audit-stream');
  const ada = await addUser();
  await write(ada, 'before the start');
  const lines = vi.spyOn(log(), 'info').mockImplementation(() => {});
  await streamLog();
  expect(lines).not.toHaveBeenCalled();
  await write(ada, 'name');
  await write(ada, 'email');
  await streamLog();
  await streamLog();
  expect(lines.mock.calls.map(([line]) => line)).toMatchObject([
    {
      event: 'audit_entry',
      entry: { type: 'user_updated', userId: ada, detail: 'name', address: '198.51.100.7' },
    },
    {
      event: 'audit_entry',
      entry: { detail: 'email', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ]);
  lines.mockRestore();
});

test('of several servers one tells; who takes over begins a few seconds back', async () => {
  clearSingleton('audit-stream');
  const ada = await addUser();
  const lines = vi.spyOn(log(), 'info').mockImplementation(() => {});
  const told = () =>
    lines.mock.calls.map(([line]) => (line as { entry: { detail: string } }).entry.detail);
  leads.now = false;
  for (const detail of ['a', 'b', 'c']) {
    await write(ada, detail);
    await sealLog();
    await streamLog();
  }
  expect(told()).toEqual([]);
  leads.now = true;
  await write(ada, 'd');
  await streamLog();
  await streamLog();
  expect(told()).toEqual(['b', 'c', 'd']);
  lines.mockRestore();
});
