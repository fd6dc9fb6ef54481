import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { passOn, stdioFor } from './service-manager.mjs';

/** A `systemd-notify` that writes down what it is told, and ends with this; and a server that says something. */
function standIn(code = 0, more: Record<string, string> = {}) {
  const folder = makeFolder();
  const heard = join(folder, 'heard');
  const script = `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> ${heard}\nexit ${code}\n`;
  writeFileSync(join(folder, 'systemd-notify'), script, { mode: 0o755 });
  const env = { PATH: `${folder}:/usr/bin:/bin`, NOTIFY_SOCKET: '/run/x', ...more };
  const server = new EventEmitter();
  const clock = { now: 0 };
  passOn(server, { env, now: () => clock.now });
  const lines = () => (existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : []);
  return { server, lines, clock };
}

test('systemd hears that the server is ready, that it runs, as often as it has to, and that it ends', async () => {
  const { server, lines, clock } = standIn(0, { WATCHDOG_USEC: '60000000' });
  const says = async (what: unknown, count: number) => {
    server.emit('message', what);
    await vi.waitFor(() => expect(lines()).toHaveLength(count));
  };
  await says('ready', 1);
  for (; clock.now <= 40_000; clock.now += 5_000)
    await says('alive', 2 + Math.floor(clock.now / 20_000));
  await says('stopping', 5);
  for (const other of ['READY=1', '--help', 'constructor', 7, { ready: 1 }])
    server.emit('message', other);
  await sleep(100);
  expect(lines()).toEqual(
    ['READY=1', 'WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1', 'STOPPING=1'].map(
      (one) => `/run/x ${one}`,
    ),
  );
});

test.each([[{}], [{ WATCHDOG_USEC: '0' }], [{ WATCHDOG_USEC: 'soon' }]])(
  'without a watchdog (%j) nothing is told of the loop',
  async (more) => {
    const { server, lines } = standIn(0, more);
    server.emit('message', 'alive');
    server.emit('message', 'ready');
    await vi.waitFor(() => expect(lines()).toEqual(['/run/x READY=1']));
  },
);

test('where no service manager asks there is no line to the server, and nothing is told', () => {
  expect([stdioFor({}), stdioFor({ NOTIFY_SOCKET: '/run/x' }).at(-1)]).toEqual(['inherit', 'ipc']);
  const { server } = standIn(0, { NOTIFY_SOCKET: '' });
  expect(server.listenerCount('message')).toBe(0);
});

test.each([
  ['is not there', { PATH: '/nowhere' }, 0, /ENOENT/],
  ['cannot', {}, 1, /it ended with 1/],
])('a systemd-notify that %s is one line and no fault', async (_, more, code, says) => {
  const { server } = standIn(code, more);
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  server.emit('message', 'ready');
  await vi.waitFor(() => expect(write).toHaveBeenCalledOnce());
  expect(write.mock.calls[0]?.[0]).toMatch(says);
  server.emit('message', 'stopping');
  await sleep(100);
  expect(write).toHaveBeenCalledOnce();
});
