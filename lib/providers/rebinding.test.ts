import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchPublic } from '#lib/providers/fetch';

/** What the name server says, one answer each time it is asked; then the last again. */
function answering(...answers: string[][]) {
  const asked = { times: 0 };
  vi.spyOn(dns, 'lookup').mockImplementation(((_: string, __: object, found: (...all: unknown[]) => void) => {
    const addresses = answers[Math.min(asked.times, answers.length - 1)] ?? [];
    asked.times += 1;
    found(null, addresses.map((address) => ({ address, family: net.isIP(address) })));
  }) as never); // biome-ignore format: one line
  syncBuiltinESMExports();
  return asked;
}

type Asked = { host: string; lookup: (...all: unknown[]) => void };

/** Where a connection was tried; none leaves this machine. */
function connections() {
  const tried: string[] = [];
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(function connect(
    this: net.Socket,
    options: Asked,
  ) {
    const found = (error: Error | null, addresses: { address: string }[]) => {
      tried.push(...(error ? ['refused'] : addresses.map(({ address }) => address)));
      this.destroy(error ?? new Error('far away'));
    };
    setImmediate(() => options.lookup(options.host, { all: true }, found));
    return this;
  } as never);
  return tried;
}

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const ask = () =>
  fetchPublic('https://agent.example.com/client.json', {}, false).then(
    () => 'answered',
    (error: Error) => error.message,
  );

test('what a name leads to is judged once, and that is connected to', async () => {
  const asked = answering(['8.8.8.8'], ['127.0.0.1']);
  const tried = connections();
  expect(await ask()).toBe('far away');
  expect([tried, asked.times]).toEqual([['8.8.8.8'], 1]);
});

test.each([
  [['127.0.0.1']],
  [['8.8.8.8', '10.0.0.1']],
  [['::1']],
  [['::ffff:169.254.169.254']],
  [['2606:4700::1', 'fd00::1']],
  [[]],
])('a name that leads to %j is connected to nowhere', async (addresses) => {
  answering(addresses);
  const tried = connections();
  expect(await ask()).toMatch(/is no public host/);
  expect(tried).toEqual(['refused']);
});
