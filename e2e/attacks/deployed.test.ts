import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type ConnectionOptions, connect } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { type Answer, send } from '#e2e/support/http';
import { startMailServer } from '#e2e/support/mail-server';
import { openNotifySocket } from '#e2e/support/notify-socket';
import { PROXY_NAMES, type ReverseProxy, startReverseProxy } from '#e2e/support/reverse-proxy';
import { rows } from '#e2e/support/rows';
import { freePort, startServer, type TestServer } from '#e2e/support/server';
import { openStream } from '#e2e/support/session-stream';
import { expect, newPerson, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

/** What the reference proxies must speak and what they must refuse (RFC 9325; OWASP ASVS 12.1.1, 12.1.2). */
const HANDSHAKES: [name: string, ConnectionOptions, isSpoken: boolean][] = [
  ['TLS 1.3', { minVersion: 'TLSv1.3' }, true],
  ['TLS 1.2', { maxVersion: 'TLSv1.2' }, true],
  ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }, false],
  [
    'TLS 1.2 with CBC',
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA:AES128-SHA:@SECLEVEL=0' },
    false,
  ],
  [
    'TLS 1.2 without forward secrecy',
    { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:@SECLEVEL=0' },
    false,
  ],
];

/** What is sent over plain http, and whether it is sent on to https; what carries a secret is refused. */
const IN_CLEAR: [
  method: string,
  path: string,
  headers: Record<string, string>,
  isSentOn: boolean,
][] = [
  ['GET', '/notes?a=1', {}, true],
  ['GET', '/oauth/authorize?client_id=x', {}, true],
  ['GET', '/notes', { Authorization: 'Bearer x' }, false],
  ['POST', '/sign-in', {}, false],
  ['POST', '/oauth/token', {}, false],
  ['POST', '/oauth/introspect', {}, false],
  ['POST', '/oauth/revoke', {}, false],
  ['POST', '/oauth/device_authorization', {}, false],
  ['GET', '/oauth/userinfo', {}, false],
  ['GET', '/api/v1/me', {}, false],
  ['DELETE', '/api/v1/notes/x', {}, false],
  ['GET', '/metrics', {}, false],
];

for (const name of PROXY_NAMES) {
  test.describe(`behind ${name} as docs/deploy has it`, () => {
    let proxy: ReverseProxy;
    let mails: Awaited<ReturnType<typeof startMailServer>>;
    let behind: TestServer;

    test.beforeAll(async () => {
      proxy = await startReverseProxy(name);
      mails = await startMailServer();
      behind = await startServer({
        APP_URL: proxy.url,
        KEEP_ALIVE_SECONDS: '75',
        ...mails.settings,
      });
      await proxy.standBefore(behind.port);
    });
    test.afterAll(async () => {
      await proxy.close();
      await behind.remove();
      await mails.close();
    });
    const through = (from = '127.0.0.1') => ({ ...behind, ...proxy.from(from) });

    test('a connection of the proxy is kept for as long as is set', async () => {
      const { headers } = await send(behind, '/icon.svg', {
        headers: { Connection: 'keep-alive' },
      });
      expect(headers['keep-alive']).toMatch(/^timeout=75\b/);
    });

    test('only current TLS is spoken', async () => {
      for (const [what, options, isSpoken] of HANDSHAKES)
        expect(await shakesHands(proxy, options), what).toBe(isSpoken);
    });

    test('browsers get HTTP/2, and pages and scripts packed', async () => {
      const page = await ask(proxy, '/sign-in');
      expect(page).toMatchObject({ protocol: 'h2', ':status': 200, 'content-encoding': 'gzip' });
      const [script = ''] = page.text.match(/\/_next\/static\/[^"]+\.js/) ?? [];
      expect(await ask(proxy, script)).toMatchObject({
        ':status': 200,
        'content-encoding': 'gzip',
        'cache-control': 'public, max-age=31536000, immutable',
      });
    });

    test('people sign up and in, and the address in the log is the one that the proxy saw', async () => {
      const { email, password } = newPerson();
      const ada = newVisitor(through('127.0.0.9'), '203.0.113.66');
      await ada.askForAccount(email, password);
      await ada.verify(await mails.codeFor(email));
      const { status, headers } = await newVisitor(through('127.0.0.9')).signIn(email, password);
      expect([status, headers.location]).toEqual([303, '/dashboard']);
      expect((await ada.go('/dashboard')).text).toContain('Hello');
      const written = rows(behind, 'select distinct address from audit_events');
      expect(written).toEqual([{ address: '127.0.0.9' }]);
    });

    test('an open page hears at once of the end of its session', async () => {
      const { email, password } = newPerson();
      const ada = newVisitor(through('127.0.0.7'));
      await ada.askForAccount(email, password);
      await ada.verify(await mails.codeFor(email));
      const stream = await openStream(through('127.0.0.7'), ada, { 'Accept-Encoding': 'gzip' });
      await expect.poll(() => stream.text).toBe(':\n\n');
      expect([stream.status, stream.headers['content-encoding']]).toEqual([200, undefined]);
      await ada.signOut();
      await stream.ended;
      expect(stream.text).toBe(':\n\nevent: over\ndata:\n\n');
    });

    test('no version is told, no file with a dot is served, and a large body is refused', async () => {
      const page = await send(through(), '/sign-in');
      expect(page.status).toBe(200);
      expect(String(page.headers['server'] ?? '')).not.toMatch(/\d|caddy/i);
      for (const path of ['/.git/config', '/.env', '/a/.git/HEAD'])
        expect((await send(through(), path)).status, path).toBe(404);
      expect((await send(through(), '/.well-known/jwks.json')).status).toBe(200);
      const large = await send(through(), '/sign-in', {
        method: 'POST',
        headers: { Origin: proxy.url, 'Content-Type': 'text/plain' },
        body: 'x'.repeat(1_500_000),
      });
      expect(large.status).toBe(413);
    });

    test('what carries a secret in clear is refused, and only a link is sent on to https', async () => {
      for (const [method, path, headers, isSentOn] of IN_CLEAR) {
        const answer = await send(proxy.plain, path, { method, headers });
        const { location } = answer.headers;
        expect([answer.status, location], `${method} ${path}`).toEqual(
          isSentOn ? [301, `https://gatehouse.test${path}`] : [403, undefined],
        );
        expect(String(answer.headers['server'] ?? '')).not.toMatch(/\d|caddy/i);
      }
    });

    test('while the server is away a form gets a page that says how to send it again, and then it can be', {
      tag: '@long',
    }, async () => {
      const mia = newVisitor(through('127.0.0.8'));
      const form = await mia.form('/sign-in');
      const fields: [string, string][] = [
        ['email', 'mia@example.com'],
        ['password', 'a wrong password of hers'],
      ];
      await behind.stop();
      const away = mia.submit(form, fields);
      // Caddy waits for the server, and has then what is only asked for.
      const page = mia.go('/sign-up');
      if (name === 'nginx') await Promise.all([away, page]);
      await behind.start();
      const answer = await away;
      if (answer.status !== 422) expectSilence(answer);
      expect((await page).status).toBe(name === 'caddy' ? 200 : 502);
      expect((await mia.submit(form, fields)).status).toBe(422);
    });

    test('where nothing answers for long, and where too much is sent, a page of its own says so', {
      tag: '@long',
    }, async () => {
      const large = { method: 'POST', body: 'x'.repeat(1_500_000) };
      const refused = await send(through(), '/sign-in', { ...large, headers: ORIGIN(proxy.url) });
      expect([refused.status, refused.headers['content-type']]).toEqual([413, HTML]);
      expect(refused.text).toMatch(/larger than any form here|At most 64 KB may be sent here/);
      await behind.stop();
      expectSilence(await send(through(), '/notes'));
      await behind.start();
    });

    if (name === 'nginx')
      test('a burst of one address is refused, and another is served meanwhile', {
        tag: '@long',
      }, async () => {
        const from = (address: string) => send(through(address), '/icon.svg');
        const seen = new Set<number>();
        // Fewer at a time than may be under way: what refuses them is how many there are in a second.
        for (let sent = 0; sent < 1_500 && !seen.has(429); sent += 50) {
          const burst = await Promise.all(Array.from({ length: 50 }, () => from('127.0.0.68')));
          for (const { status } of burst) seen.add(status);
        }
        expect([...seen]).toEqual([200, 429]);
        expect((await from('127.0.0.69')).status).toBe(200);
      });

    if (name === 'nginx')
      test('one address has a hundred requests under way at most, and another is served meanwhile', {
        tag: '@long',
      }, async () => {
        const held = Array.from({ length: 100 }, () => hold(proxy, '127.0.0.66'));
        await Promise.all(held.map(({ sent }) => sent));
        await expect
          .poll(async () => (await send(through('127.0.0.66'), '/icon.svg')).status)
          .toBe(429);
        expect((await send(through('127.0.0.67'), '/sign-in')).status).toBe(200);
        for (const { socket } of held) socket.destroy();
      });
  });
}

const HTML = 'text/html; charset=utf-8';
const ORIGIN = (origin: string) => ({ Origin: origin, 'Content-Type': 'text/plain' });

function expectSilence({ status, headers, text }: Answer) {
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    502,
    HTML,
    'no-store',
  ]);
  expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
  expect(String(headers['server'] ?? '')).not.toMatch(/\d|caddy/i);
  expect(text).toContain('Reload the page');
}

/** What each unit has to say, and how exposed it may be (systemd-analyze security, of 10). */
const UNITS: [name: string, lines: string[], most: number][] = [
  [
    'gatehouse',
    [
      'Type=notify',
      'NotifyAccess=all',
      'WatchdogSec=60',
      'StateDirectory=gatehouse',
      'Restart=always',
    ],
    2,
  ],
  ['gatehouse-backup', ['PrivateNetwork=true', 'ReadWritePaths=/var/backups/gatehouse'], 1],
];
const OF_EACH = [
  'User=gatehouse',
  'ProtectSystem=strict',
  'InaccessiblePaths=-/srv/gatehouse/.git',
  'CapabilityBoundingSet=',
  'NoNewPrivileges=true',
  'UMask=0077',
];

test('the systemd unit is well formed, and keeps the server from its own code and history', () => {
  for (const [name, lines, most] of UNITS) {
    const unit = `docs/deploy/${name}.service`;
    const text = readFileSync(unit, 'utf8');
    for (const line of [...OF_EACH, ...lines]) expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/ReadWritePaths=.*\/srv/);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit]);
    // The program and the user of the unit are not on a machine of tests.
    const complaints = String(stderr)
      .split('\n')
      .filter((line) => /Unknown|Failed to parse|Invalid/.test(line));
    expect([status, complaints]).toEqual([0, []]);
    const judged = spawnSync('systemd-analyze', ['security', '--offline=yes', unit]);
    const [, exposure = '10'] = String(judged.stdout).match(/exposure level[^:]*: ([\d.]+)/) ?? [];
    expect(Number(exposure)).toBeLessThanOrEqual(most);
  }
});

/** As scripts/run.mjs starts the server, without looking whether anything has to be installed or built. */
const PARENT = `import { spawn } from 'node:child_process';
import { passOn, stdioFor } from './scripts/service-manager.mjs';
const child = spawn(process.execPath, ['lib/server/http/serve.ts'], { stdio: stdioFor() });
passOn(child);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));`;

test('systemd hears that the server is ready, that it runs, and that it ends', {
  tag: '@long',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-told-'));
  const systemd = await openNotifySocket();
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    DATABASE_URL: `file:${folder}/gatehouse.db`,
    NOTIFY_SOCKET: systemd.path,
    WATCHDOG_USEC: '15000000',
  };
  const started = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: 'ignore',
  });
  const over = once(started, 'exit');
  await expect.poll(systemd.heard, { timeout: 60_000 }).toEqual(['READY=1', 'WATCHDOG=1']);
  expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
  started.kill('SIGTERM');
  expect(await over).toEqual([0, null]);
  expect(systemd.heard().at(-1)).toBe('STOPPING=1');
  await systemd.close();
  rmSync(folder, { recursive: true });
});

/** What a browser gets: over HTTP/2 where the proxy offers it, and packed. */
async function ask(proxy: ReverseProxy, path: string) {
  const { port, ca } = proxy.from('127.0.0.1');
  const where = { host: '127.0.0.1', port, servername: 'gatehouse.test', ca };
  const socket = connect({ ...where, ALPNProtocols: ['h2', 'http/1.1'] });
  await once(socket, 'secureConnect');
  const client = http2.connect(proxy.url, { createConnection: () => socket });
  const request = client.request({ ':path': path, 'accept-encoding': 'gzip' });
  const [[headers], body] = await Promise.all([once(request, 'response'), buffer(request)]);
  client.close();
  const isPacked = headers['content-encoding'] === 'gzip';
  return {
    ...(headers as http2.IncomingHttpHeaders),
    protocol: socket.alpnProtocol,
    text: String(isPacked ? gunzipSync(body) : body),
  };
}

function shakesHands(proxy: ReverseProxy, options: ConnectionOptions): Promise<boolean> {
  const { port, ca } = proxy.from('127.0.0.1');
  return new Promise((done) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      servername: 'gatehouse.test',
      ca,
      ...options,
    });
    socket.once('secureConnect', () => done(true)).once('error', () => done(false));
    socket.once('close', () => socket.destroy());
  }).then((isSpoken) => isSpoken as boolean);
}

/** A request whose body never comes: it is under way until its socket is closed. */
function hold(proxy: ReverseProxy, localAddress: string) {
  const { port, ca } = proxy.from(localAddress);
  const where = { host: '127.0.0.1', port, localAddress, servername: 'gatehouse.test', ca };
  const socket = connect(where);
  socket.on('error', () => socket.destroy());
  const head = `POST /sign-in HTTP/1.1\r\nHost: ${new URL(proxy.url).host}\r\nContent-Length: 9\r\n\r\n`;
  const sent = new Promise<void>((done) => {
    socket.once('secureConnect', () => socket.write(head, () => done()));
    socket.once('close', () => done());
  });
  return { socket, sent };
}
