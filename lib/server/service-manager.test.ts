import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { log } from '#lib/observability/log';
import { heedServiceManager, tellReady, tellStopping } from '#lib/server/service-manager';
import { changeSettings, clearSingleton, makeFolder } from '#lib/testing/database.test-support';

/** A `systemd-notify` that writes down what it is told, and ends with this. */
function standIn(code = 0) {
  const folder = makeFolder();
  const heard = join(folder, 'heard');
  const script = `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> ${heard}\nexit ${code}\n`;
  writeFileSync(join(folder, 'systemd-notify'), script, { mode: 0o755 });
  const path = `${folder}:/usr/bin:/bin`;
  clearSingleton('told-stopping', 'systemd-complaint', 'service-manager');
  onTestFinished(() => clearSingleton('told-stopping', 'systemd-complaint', 'service-manager'));
  const lines = () =>
    existsSync(heard) ? readFileSync(heard, 'utf8').split('\n').filter(Boolean) : [];
  return { path, folder, lines };
}

/** As systemd starts a program. */
function asks(path: string, given: { NOTIFY_SOCKET?: string; WATCHDOG_USEC?: string }) {
  changeSettings({ PATH: path, ...given });
  heedServiceManager(given as NodeJS.ProcessEnv);
}

test('a service manager that asks hears that the server is ready, that it runs, and once that it ends', async () => {
  const { path, lines } = standIn();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  asks(path, { NOTIFY_SOCKET: '/run/x', WATCHDOG_USEC: '60000000' });
  tellReady();
  await vi.waitFor(() => expect(lines()).toEqual(['/run/x READY=1']));
  vi.advanceTimersByTime(41_000);
  await vi.waitFor(() => expect(lines()).toHaveLength(3));
  expect(lines().slice(1)).toEqual(['/run/x WATCHDOG=1', '/run/x WATCHDOG=1']);
  tellStopping();
  tellStopping();
  await vi.waitFor(() => expect(lines()).toHaveLength(4));
  await sleep(100);
  expect(lines().slice(3)).toEqual(['/run/x STOPPING=1']);
});

test('where none asks none is told', async () => {
  const { path, lines } = standIn();
  asks(path, {});
  tellReady();
  tellStopping();
  await sleep(200);
  expect(lines()).toEqual([]);
});

test.each([
  ['is not there', (folder: string) => join(folder, 'nowhere'), /ENOENT/],
  ['cannot', (_: string, path: string) => path, /it ended with 1/],
])('a systemd-notify that %s is a line in the log and no fault', async (_, pathOf, says) => {
  const { path, folder } = standIn(1);
  asks(pathOf(folder, path), { NOTIFY_SOCKET: '/run/x', WATCHDOG_USEC: 'soon' });
  const warned = vi.spyOn(log(), 'warn').mockReturnValue(undefined);
  onTestFinished(() => warned.mockRestore());
  tellReady();
  await vi.waitFor(() => expect(warned).toHaveBeenCalledOnce());
  expect(warned.mock.calls[0]?.[0]).toMatchObject({ reason: expect.stringMatching(says) });
});
