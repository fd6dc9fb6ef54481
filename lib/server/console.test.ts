import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { inRequest } from '#lib/request/context';
import { takeConsole } from '#lib/server/console';
import { clearSingleton, contextOf } from '#lib/testing/database.test-support';

const terminal = globalThis.console;
const told = { error: vi.fn(), warn: vi.fn(), info: vi.fn() };

beforeEach(() => {
  clearSingleton('noted-broken', 'metrics');
  const { error, warn } = terminal;
  takeConsole();
  for (const level of ['error', 'warn', 'info'] as const)
    vi.spyOn(log(), level).mockImplementation(told[level].mockReset());
  onTestFinished(() => {
    Object.assign(terminal, { error, warn });
    vi.restoreAllMocks();
  });
});

test('what is written to the console is one line of the log, with its failure and whose request it was', () => {
  const err = new Error('broken');
  inRequest(contextOf('10.0.0.1', { method: 'GET' }), () => terminal.error('page %s:', '/x', err));
  terminal.warn('an old\nsetting');
  expect(told.error.mock.calls).toEqual([
    [{ id: 'test', says: 'page /x:', err }, 'written to the console'],
  ]);
  expect(told.warn.mock.calls).toEqual([[{ says: 'an old setting' }, 'written to the console']]);
});

test('what a stranger causes is noted sparingly, and counted each time', async () => {
  const missing = new Error('Failed to find Server Action "x".');
  for (let nth = 0; nth < 50; nth++)
    inRequest(contextOf('10.0.0.1'), () => terminal.warn(nth % 2 ? missing : missing.message));
  expect(told.warn).not.toHaveBeenCalled();
  expect(told.info).toHaveBeenCalledTimes(20);
  for (const [line] of told.info.mock.calls)
    expect(line).toEqual({ event: 'broken_request', id: 'test', says: missing.message });
  expect(await metrics().registry.metrics()).toContain('gatehouse_broken_requests_total 50');
});

test('what an action of ours writes is its own, each time', () => {
  const answer = { headers: {}, actionStarted: true, unavailable: false };
  for (let nth = 0; nth < 30; nth++)
    inRequest(contextOf('10.0.0.1', { answer }), () => terminal.error(new Error('ours')));
  expect(told.error).toHaveBeenCalledTimes(30);
});
