import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, createServer as createPlain } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { env } from '#lib/env';
import { addressesOf, listenAt, ownAddress } from '#lib/server/http/listen';
import { changeSettings } from '#lib/testing/database.test-support';

const here = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
const hasIPv6 = here.some(({ address }) => address === '::1');
/** Another address of loopback, which stands in where the machine has no IPv6 or no network. */
const ALSO_HERE = '127.0.0.2';
const second = hasIPv6 ? '::1' : ALSO_HERE;
const elsewhere =
  here.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? ALSO_HERE;

async function freePort() {
  const probe = createPlain().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

async function open(addresses: string[]) {
  const port = await freePort();
  const server = createServer((_, response) => response.end('here'));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((ready) => listenAt(server, port, addresses, ready));
  return { server, port };
}

const reaches = (host: string, port: number) =>
  new Promise<boolean>((told) => {
    const socket = connect({ host, port });
    socket.once('connect', () => told(true)).once('error', () => told(false));
    socket.once('connect', () => socket.destroy());
  });

test('without LISTEN only this machine reaches the port, whatever APP_URL is', async () => {
  for (const APP_URL of [undefined, 'https://app.acme.test']) {
    changeSettings({ APP_URL, SMTP_URL: 'smtps://m.test', MAIL_FROM: 'a@m.test' });
    expect(addressesOf(env().LISTEN)).toEqual(['127.0.0.1', '::1']);
  }
  const { port } = await open(addressesOf('localhost'));
  expect(await reaches('127.0.0.1', port)).toBe(true);
  if (hasIPv6) expect(await reaches('::1', port)).toBe(true);
  expect(await reaches(elsewhere, port)).toBe(false);
});

test('with LISTEN=0.0.0.0, as a container needs it, others reach it too', async () => {
  const { port } = await open(addressesOf('0.0.0.0'));
  expect(await reaches(elsewhere, port)).toBe(true);
});

test('what comes to the second address is answered, and waited for at the end', async () => {
  const { server, port } = await open(['127.0.0.1', second]);
  let finish = () => {};
  server.removeAllListeners('request');
  server.on('request', (_, response) => {
    finish = () => response.end('late');
  });
  const asked = fetch(ownAddress(second, port));
  await once(server, 'request');
  let isClosed = false;
  const closed = new Promise<void>((done) => server.close(() => done()));
  void closed.then(() => {
    isClosed = true;
  });
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  finish();
  expect(await (await asked).text()).toBe('late');
  server.closeIdleConnections();
  await closed;
});

test.each([
  ['localhost', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['10.0.0.7', 'http://10.0.0.7:3000'],
  ['fd00::7', 'http://[fd00::7]:3000'],
])('listening at %s the process reaches itself at %s', (listen, address) => {
  expect(ownAddress(listen, 3000)).toBe(address);
});
