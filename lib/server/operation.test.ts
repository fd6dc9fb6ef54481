import { renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { outbox } from '#drizzle/schema/outbox';
import { db } from '#lib/db/client';
import { openPostOffice, postLetter } from '#lib/mail/post-office.test-support';
import { inRequest } from '#lib/request/context';
import { readMetrics } from '#lib/server/read-metrics';
import { checkReadiness } from '#lib/server/readiness';
import { startWorkers } from '#lib/server/workers';
import {
  changeSettings,
  clearSingleton,
  contextOf,
  emptyTables,
  from,
  makeFolder,
  moveToFile,
  runApart,
} from '#lib/testing/database.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

const TOKEN = 'a-token-of-this-test-0123';
const READY = { database: true, writable: true, migrations: true, secret: true, staying: true };

beforeEach(emptyTables);

test('ready means that each part works', async () => {
  expect(await checkReadiness()).toEqual(READY);
});

test('a file that somebody else holds is readable and not writable; freed, it is ready', async () => {
  const file = moveToFile();
  db();
  const other = openFile(file);
  other.exec('BEGIN IMMEDIATE');
  await sleep(1_100);
  const context = contextOf('127.0.0.1');
  expect(await inRequest(context, checkReadiness)).toEqual({ ...READY, writable: false });
  // The answer to this question is a JSON of its own, not the plain page for 503.
  expect(context.answer.unavailable).toBe(false);
  other.close();
  await sleep(1_100);
  expect(await checkReadiness()).toEqual(READY);
});

test('without its file nothing is ready, and it never throws; with it, all is', async () => {
  const file = moveToFile();
  db();
  renameSync(file, `${file}.away`);
  // A little longer than the writing test and the look at the file are remembered.
  await sleep(1_100);
  const found = await checkReadiness();
  expect(found).toEqual({ ...READY, database: false, writable: false, migrations: false });
  renameSync(`${file}.away`, file);
  await sleep(1_100);
  expect(await checkReadiness()).toEqual(READY);
});

test('a database that lacks a migration is not ready', async () => {
  moveToFile();
  db().run(sql`delete from __drizzle_migrations`);
  expect(await checkReadiness()).toEqual({ ...READY, migrations: false });
});

test('this machine reads the metrics, and nobody from elsewhere does', async () => {
  const asked = (address: string, authorization: string | null, isProxied = false) =>
    from(address, () => readMetrics(authorization), { isProxied });
  expect((await asked('127.0.0.1', null))?.text).toContain('gatehouse_requests_total');
  expect(await asked('198.51.100.7', null)).toBeNull();
  expect(await asked('127.0.0.1', null, true)).toBeNull();
  for (const token of ['', 'Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`])
    expect(await asked('198.51.100.7', token)).toBeNull();
});

test('under an https APP_URL nobody reads the metrics without a token, not even at this machine', async () => {
  const SITE = { APP_URL: 'https://app.acme.test', SMTP_URL: 'smtps://m.test' };
  changeSettings({ ...SITE, MAIL_FROM: 'a@m.test', METRICS_TOKEN: TOKEN });
  const asked = (authorization: string | null) =>
    from('127.0.0.1', () => readMetrics(authorization));
  expect(await asked(null)).toBeNull();
  expect(await asked(`Bearer ${TOKEN}`)).not.toBeNull();
});

test('with a token the metrics are read from everywhere, with any other from nowhere else', async () => {
  changeSettings({ METRICS_TOKEN: TOKEN });
  const asked = (authorization: string | null) =>
    from('198.51.100.7', () => readMetrics(authorization));
  expect(await asked(`Bearer ${TOKEN}`)).not.toBeNull();
  for (const token of [null, '', TOKEN, `bearer ${TOKEN}`, `Bearer ${TOKEN} `, `Bearer ${TOKEN}x`])
    expect(await asked(token)).toBeNull();
});

test('the metrics count mail that waits, and name nobody', async () => {
  changeSettings({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@m.test' });
  await postLetter('canary@example.com');
  await postLetter('canary@example.com');
  const found = await from('127.0.0.1', () => readMetrics(null));
  expect(found?.text).toMatch(/^gatehouse_mail_waiting 2$/m);
  expect(found?.text).toMatch(/^gatehouse_password_hashes 0$/m);
  expect(found?.text).not.toContain('canary');
  expect(found?.contentType).toContain('text/plain');
});

test('a mail leaves as soon as it is posted, without waiting for the next round', async () => {
  const received = await openPostOffice();
  clearSingleton('workers', 'outbox-events');
  startWorkers();
  await postLetter();
  await vi.waitFor(() => expect(received).toHaveLength(1), 3000);
  await vi.waitFor(
    async () => expect((await db().select().from(outbox))[0]?.state).toBe('sent'),
    3000,
  );
});

test('workers start once, however often they are asked to', () => {
  expect(startWorkers()).toBe(startWorkers());
});

const START = "const { start } = await import('#lib/server/start'); await start();";
const DOOR = "globalThis[Symbol.for('gatehouse')] = new Map([['front-door', true]]);";

test('a server without its front door does not start, and says how it does', async () => {
  const DATABASE_URL = `file:${makeFolder()}/gatehouse.db`;
  const { code, errors } = await runApart(START, { DATABASE_URL }).ended;
  expect(code).toBe(1);
  expect(errors).toContain('has no front door. Start with: npm start');
});

test('a server with wrong settings does not start, and names each of them', async () => {
  const { code, errors } = await runApart(DOOR + START, { ARGON2_TIME: '1', PORT: '0' }).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/PORT must be at least 1/);
  expect(errors).toMatch(/ARGON2_TIME must be at least 2/);
});

test('a second server on the same file says so and waits; when the first is killed, it takes over', async () => {
  const settings = {
    DATABASE_URL: `file:${makeFolder()}/gatehouse.db`,
    ARGON2_MEMORY_KIB: '19456',
    LOG_LEVEL: 'silent',
  };
  const serving = `${DOOR}${START} process.stdout.write('serving'); setTimeout(() => {}, 60_000);`;
  const first = runApart(serving, settings);
  await first.says('serving');
  const second = runApart(serving, settings);
  let complaints = '';
  second.child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  await vi.waitFor(() => expect(complaints).toContain('Another process serves'), 10_000);
  first.child.kill('SIGKILL');
  await second.says('serving');
  second.child.kill('SIGKILL');
  await Promise.all([first.ended, second.ended]);
}, 40_000);
