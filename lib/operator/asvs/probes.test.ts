import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { checkSettings } from '#lib/env';
import type { Seen } from '#lib/operator/asvs/probe';
import { PROBES } from '#lib/operator/asvs/probes';
import { strange } from '#lib/operator/asvs/probes/lock';
import { tooOld } from '#lib/operator/asvs/probes/versions';
import { type Installation, installationOf } from '#lib/operator/asvs/site';
import { makeCertificate } from '#lib/testing/certificate.test-support';
import { makeFolder } from '#lib/testing/database.test-support';

/** A site that answers as it is told to, in the place of ours. */
let serve: (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => serve(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());
afterEach(() => {
  serve = () => {};
});

const GOOD = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
};
type Told = { status?: number; headers?: Record<string, string | string[]>; text?: string };
/** Every answer is good, but for what `odd` says of some. */
function answer(odd: (request: IncomingMessage) => Told | undefined = () => undefined) {
  serve = (request, response) => {
    const isKnown = /^\/(sign-in|sign-up|forgot-password|health|\.well-known)/.test(
      request.url ?? '',
    );
    const isAsked = request.method === 'GET' && request.headers.host?.startsWith('127.0.0.1');
    const { status = isKnown && isAsked ? 200 : 404, headers = {}, text = '' } = odd(request) ?? {};
    response.writeHead(status, { ...GOOD, ...headers }).end(text);
  };
}

function siteWith(
  settings: Record<string, string> = {},
  rows: Record<string, object[]> = {},
): Installation {
  const checked = checkSettings({
    NODE_ENV: 'production',
    PORT: String(port),
    LISTEN: '127.0.0.1',
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: ':memory:',
    ...settings,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const site = installationOf(checked.settings);
  const found = (sql: string) => Object.entries(rows).find(([word]) => sql.includes(word))?.[1];
  return { ...site, rows: async <Row>(sql: string) => (found(sql) ?? null) as Row[] | null };
}
const look = (name: string, site = siteWith()) => PROBES[name]?.look(site);

const away = {
  APP_URL: 'https://site.invalid',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'a@site.invalid',
};

test('a site that is as it should be passes what can be asked of it', async () => {
  answer();
  for (const name of ['answers', 'methods', 'hops', 'closed'])
    expect([name, await look(name)]).toEqual([name, { is: 'passed', says: expect.any(String) }]);
  expect(await look('cookies')).toMatchObject({ is: 'unseen' });
});

test.each<[probe: string, what: string, odd: (request: IncomingMessage) => Told | undefined, says: RegExp]>([
  ['answers', 'tells its version', () => ({ headers: { Server: 'nginx/1.22.1' } }), /tells a version: nginx/],
  ['answers', 'lets others read it', ({ url }) => url === '/api/v1/me' ? { headers: { 'Access-Control-Allow-Origin': '*' } } : undefined, /^\/api\/v1\/me lets other origins/],
  ['answers', 'may be framed', ({ url }) => url === '/sign-in' ? { headers: { 'Content-Security-Policy': "default-src 'none'" } } : undefined, /\/sign-in has content-security-policy/],
  ['answers', 'names no charset', ({ url }) => url === '/icon.svg' ? { headers: { 'Content-Type': 'image/svg+xml' } } : undefined, /\/icon.svg names no charset/],
  ['answers', 'keeps what is private', ({ url }) => url === '/dashboard' ? { headers: { 'Cache-Control': 'public' } } : undefined, /\/dashboard may be kept/],
  ['answers', 'fails', ({ url }) => url === '//two-ways' ? { status: 500 } : undefined, /answers 500/],
  ['cookies', 'gives its cookie to scripts', () => ({ headers: { 'Set-Cookie': ['session=x; SameSite=Lax'] } }), /session is within reach of scripts/],
  ['cookies', 'sends its cookie along', () => ({ headers: { 'Set-Cookie': ['session=x; HttpOnly'] } }), /goes along from other sites/],
  ['cookies', 'makes a long cookie', () => ({ headers: { 'Set-Cookie': [`flow=${'x'.repeat(5000)}; HttpOnly; SameSite=Lax`] } }), /longer than 4096/],
  ['methods', 'answers TRACE', ({ method }) => method === 'TRACE' ? { status: 200 } : undefined, /^TRACE is answered 200/],
  ['hops', 'believes the host of a caller', ({ headers }) => headers['x-forwarded-host'] ? { status: 421 } : undefined, /passes on the X-Forwarded-Host/],
  ['hops', 'writes the host of a caller', ({ headers }) => ({ text: String(headers['x-forwarded-host']) }), /stands on a page/],
  ['hops', 'answers under any name', () => ({ status: 200 }), /served under the name/],
  ['closed', 'gives its history away', ({ url }) => url === '/.git/config' ? { status: 200 } : undefined, /\/\.git\/config is open at http.*\/\.git\/config is open at the port itself/],
  ['closed', 'leads into a folder', ({ url }) => url === '/data/gatehouse.db' ? { status: 302, headers: { Location: '/files' } } : undefined, /gatehouse\.db is open/],
])('%s fails for a site that %s', async (probe, _, odd, says) => { // biome-ignore format: one line each
  answer(odd);
  expect(await look(probe)).toEqual({ is: 'failed', says: expect.stringMatching(says) });
}); // biome-ignore format: one line each

const DAY = 86_400_000;
const SECRET = { SESSION_SECRET: 'wY3nQ8ZkR5tB7mX1cV9pL4sD6gH2jF0aT_uE-iOxKvM' };
const ago = (days: number) => Date.now() - days * DAY;
const SETTING: [probe: string, site: () => Installation, is: string, says: RegExp][] = [
  ['settings', () => siteWith(), 'passed', /No setting/],
  ['settings', () => siteWith({ PASSWORD_MIN_LENGTH: '8' }), 'failed', /^PASSWORD_MIN_LENGTH=8, and a password alone/],
  ['settings', () => siteWith({ PASSWORD_MIN_LENGTH: '8', SECOND_FACTOR: 'everyone' }), 'passed', /No setting/],
  ['settings', () => siteWith({ SECOND_FACTOR: 'optional' }), 'failed', /staff need no second factor/],
  ['settings', () => siteWith({ ARGON2_MEMORY_KIB: '19456' }), 'failed', /below 47104/],
  ['settings', () => siteWith({ SESSION_SECRET: 'acme corporation production secret' }), 'failed', /does not look drawn/],
  ['settings', () => siteWith({ ...away, EXAMPLES: 'on' }), 'failed', /EXAMPLES=on/],
  ['settings', () => siteWith({ ...SECRET, DATABASE_URL: 'postgres://g@db.invalid/g?sslmode=require' }), 'failed', /^DATABASE_URL lets anybody/],
  ['settings', () => siteWith({ ...SECRET, DATABASE_URL: 'postgres://g@db.invalid/g?sslmode=verify-full' }), 'passed', /No setting/],
  ['settings', () => siteWith({ REDIS_URL: 'redis://redis.invalid:6379' }), 'failed', /^REDIS_URL goes to Redis in clear/],
  ['settings', () => siteWith({ REDIS_URL: 'rediss://redis.invalid:6379' }), 'passed', /No setting/],
  ['ages', () => siteWith(), 'unseen', /Nothing was issued/],
  ['ages', () => siteWith({}, { signing_keys: [{ kind: 'signing', name: '', since: ago(10) }] }), 'passed', /^1 keys/],
  ['ages', () => siteWith({}, { signing_keys: [{ kind: 'signing', name: '', since: ago(98) }] }), 'failed', /signs tokens is 98 days old/],
  ['ages', () => siteWith({}, { signing_keys: [{ kind: 'root', name: 'abcdefghij', since: ago(366) }] }), 'failed', /root secret abcdefgh is 366/],
  ['ages', () => siteWith({}, { signing_keys: [{ kind: 'client', name: 'shop', since: ago(400) }] }), 'failed', /program shop is 400/],
  ['log', () => siteWith(), 'unseen', /never verified/],
  ['log', () => siteWith({}, { audit_verdict: [{ at: ago(0), faults: '[]' }] }), 'passed', /found whole 0 days ago/],
  ['log', () => siteWith({}, { audit_verdict: [{ at: ago(4), faults: '[]' }] }), 'failed', /last verified 4 days ago/],
  ['log', () => siteWith({}, { audit_verdict: [{ at: ago(0), faults: '[{"seq":1}]' }] }), 'failed', /was changed/],
  ['log', () => siteWith(away, { audit_verdict: [{ at: ago(0), faults: '[]' }] }), 'failed', /AUDIT_STREAM=stdout/],
  ['people', () => siteWith(), 'unseen', /no database/],
  ['people', () => siteWith({}, { users: [], sessions: [{ left: 0 }] }), 'passed', /no staff yet/],
  ['people', () => siteWith({}, { users: [{ email: 'a@b.c', dueAt: null, factors: 0 }], sessions: [{ left: 0 }] }), 'failed', /1 of 1 of the staff/],
  ['people', () => siteWith({}, { users: [], 'from sessions': [{ left: 3 }] }), 'failed', /3 sessions are over/],
  ['mail', () => siteWith(), 'unseen', /no SMTP_URL/],
  ['mail', () => siteWith(away), 'failed', /127\.0\.0\.1:1 cannot be used/],
  ['tls', () => siteWith(), 'unseen', /this machine alone/],
  ['tls', () => siteWith({ ...away, APP_URL: 'https://127.0.0.2:1' }), 'unseen', /this machine alone/],
  ['tls', () => siteWith(away), 'unseen', /Nothing answers at site\.invalid/],
  ['plain-http', () => siteWith(), 'unseen', /this machine alone/],
  ['plain-http', () => siteWith(away), 'unseen', /site\.invalid: E/],
  ['preload', () => siteWith(), 'unseen', /this machine alone/],
  ['listen', () => siteWith(), 'passed', /closed at \d+ addresses|no address/],
  ['listen', () => siteWith({ PORT: '1', APP_URL: 'http://localhost:1' }), 'unseen', /Nothing answers at port 1/],
  ['lock', () => siteWith(), 'passed', /packages are those of the lock file/],
  ['versions', () => siteWith(), 'passed', /parts are as new/],
]; // biome-ignore format: one line each

test.each(SETTING.map((one, at) => [one[0], at, one] as const))(
  '%s sees it (%i)',
  async (probe, _, [, site, is, says]) => {
    answer();
    expect(await look(probe, site())).toEqual({ is, says: expect.stringMatching(says) });
  },
);

test.each<[string, (request: IncomingMessage) => Told | undefined, Seen]>([
  ['refuses programs and leads links to https', ({ method }) => method === 'POST' ? { status: 403 } : { status: 301, headers: { Location: 'https://site.invalid/' } }, { is: 'passed', says: 'Programs are refused over http, and a link leads to https.' }],
  ['sends programs on', () => ({ status: 308, headers: { Location: 'https://site.invalid/' } }), { is: 'failed', says: expect.stringMatching(/posts to \/oauth\/token over http is answered 308.*\/api\/v1\/me/) }],
  ['serves pages', ({ method }) => method === 'POST' ? { status: 403 } : { status: 200 }, { is: 'failed', says: 'A link over http is answered 200 and not led to https.' }],
  ['leads to plain http', ({ method }) => method === 'POST' ? { status: 403 } : { status: 301, headers: { Location: 'http://site.invalid/' } }, { is: 'failed', says: expect.stringContaining('not led to https') }],
])('plain http that %s is seen', async (_, odd, seen) => { // biome-ignore format: one line each
  answer(odd);
  const site = siteWith(away);
  expect(await look('plain-http', { ...site, plain: new URL(`http://127.0.0.1:${port}`) })).toEqual(seen);
  expect(await look('plain-http', { ...site, plain: new URL('http://127.0.0.1:1') })).toMatchObject({ is: 'passed' });
}); // biome-ignore format: one line each

test('what is installed otherwise than the lock file says, and what is too old, is named', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const wanted = { 'node_modules/a': entry, 'node_modules/b': { version: '1.0.0' } };
  expect(strange(wanted, { 'node_modules/a': entry })).toEqual([]);
  const faults = strange(wanted, {
    'node_modules/a': { version: '1.0.1', integrity: 'sha512-b', hasInstallScript: true },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/c': entry,
  });
  expect(faults).toEqual([
    'node_modules/a is 1.0.1, not 1.0.0.',
    'node_modules/a has other bytes than the lock file says.',
    'node_modules/a runs a script when it is installed.',
    'node_modules/b has no hash in the lock file.',
    'node_modules/c is in no lock file.',
    'node_modules/c has no hash in the lock file.',
  ]);
  const floor = { version: '2.10.0', since: '2026-01-01' };
  expect(
    tooOld([
      ['a', '2.9.9', floor],
      ['b', '2.10.0', floor],
      ['c', null, floor],
    ]),
  ).toEqual(['a is 2.9.9; since 2026-01-01 nothing below 2.10.0 is good.']);
});

test('a probe that cannot look says so, keeps no other from looking, and passes nothing', async () => {
  const { lookAtSite } = await import('#lib/operator/asvs/probes');
  const site = { ...siteWith(), rows: () => Promise.reject(new Error('locked')) };
  const seen = await lookAtSite(site, ['people', 'settings', 'nothing']);
  expect(seen).toEqual({
    people: { is: 'unseen', says: 'It could not look: locked' },
    settings: { is: 'passed', says: expect.any(String) },
    nothing: { is: 'unseen', says: 'There is no such probe.' },
  });
});

/** A site that speaks TLS in these ways, with a certificate that nobody vouches for. */
async function tlsSite(options: object, days = 90) {
  const made = makeCertificate('localhost', ago(-days));
  const secure = createTlsServer({ ...made, ...options }, (socket) => socket.end());
  await new Promise<void>((ready) => secure.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void secure.close());
  const url = new URL(`https://localhost:${(secure.address() as AddressInfo).port}`);
  return { ...siteWith(), url, isPublic: true };
}

test.each([
  ['is newest and good for long', { minVersion: 'TLSv1.3' }, 90, [], /TLS 1\.3 is not|weak|agreed/],
  ['is old', { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0' }, 90, [/TLS 1\.3 is not spoken/, /TLS 1\.1 is agreed to/], null],
  ['has a weak suite', { minVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA:TLS_AES_128_GCM_SHA256:@SECLEVEL=0' }, 90, [/not signed by an authority/], /TLS 1\.0/],
  ['is over soon', { minVersion: 'TLSv1.3' }, 3, [/good for [23] more days/], null],
] as const)('TLS that %s is seen', async (_, options, days, says, never) => { // biome-ignore format: one line each
  const seen = await look('tls', await tlsSite(options, days));
  // Nobody vouches for the certificate of a test.
  expect(seen).toMatchObject({ is: 'failed', says: expect.stringContaining(options.minVersion === 'TLSv1' ? 'TLS' : 'not signed by an authority') });
  for (const one of says) expect(seen?.says).toMatch(one);
  if (never) expect(seen?.says).not.toMatch(never);
}); // biome-ignore format: one line each

test('what others may read is seen, and a clock that is not kept right', async () => {
  const folder = makeFolder();
  const file = join(folder, 'data', 'gatehouse.db');
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  writeFileSync(file, '', { mode: 0o644 });
  const site = siteWith({ DATABASE_URL: `file:${file}` });
  expect((await look('files', site))?.says).toContain(`can read ${file}.`);
  chmodSync(file, 0o600);
  expect((await look('files', site))?.says).not.toContain(file);

  const path = process.env['PATH'];
  onTestFinished(() => {
    process.env['PATH'] = path;
  });
  process.env['PATH'] = folder;
  expect(await look('clock')).toMatchObject({ is: 'unseen' });
  for (const [says, is] of [
    ['yes', 'passed'],
    ['no', 'failed'],
  ] as const) {
    writeFileSync(join(folder, 'timedatectl'), `#!/bin/sh\necho ${says}\n`, { mode: 0o755 });
    expect(await look('clock')).toMatchObject({ is });
  }
});
