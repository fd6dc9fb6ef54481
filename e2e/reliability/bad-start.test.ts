import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { QUICK_START } from '#lib/testing/deployment.test-support';

const GOOD = { SESSION_SECRET: 'kT9vQ2mX7pLw4ZrB8nYc3HsD6fGj1AeU' };

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

/** Starts the server as it must not start; answers how it ended and what it said, without stacks. */
function startWith(settings: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/server/http/serve.ts'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'] ?? '',
      ...QUICK_START,
      PORT: '39871',
      DATABASE_URL: `file:${join(folder, 'gatehouse.db')}`,
      ...settings,
    },
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, said: stdout + stderr };
}

function expectRefusal(settings: Record<string, string>, ...reasons: (string | RegExp)[]) {
  const { status, said } = startWith(settings);
  expect(status, said).toBe(1);
  for (const reason of reasons) expect(said).toMatch(reason);
  expect(said).not.toContain('is ready');
  expect(said, 'a sentence, not a stack').not.toMatch(/^\s+at /m);
}

test('everything that is wrong with the settings is said at once, each with its fix', () => {
  expectRefusal(
    {
      APP_URL: 'https://app.example.org',
      SESSION_SECRET: 'short',
      PORT: 'http',
      PASSWORD_MIN_LENGTH: '4',
      DATABASE_URL: 'gatehouse.db',
      TRUSTED_PROXY_HOPS: 'one',
    },
    /SMTP_URL is needed unless APP_URL is a loopback address, e\.g\./,
    /SESSION_SECRET each secret must have at least 32 characters; make one/,
    /PORT must be a whole number/,
    /PASSWORD_MIN_LENGTH must be at least 8/,
    /DATABASE_URL must be file: and a path/,
    /TRUSTED_PROXY_HOPS must be a whole number/,
  );
});

const WRONG: [what: string, settings: Record<string, string>, reason: RegExp][] = [
  [
    'a sample secret',
    { SESSION_SECRET: 'change-me-change-me-change-me-change-me' },
    /SESSION_SECRET looks like a sample/,
  ],
  [
    'one short secret among good ones',
    { SESSION_SECRET: `${GOOD.SESSION_SECRET},short` },
    /SESSION_SECRET each secret/,
  ],
  ['plain http to the world', { APP_URL: 'http://app.example.org' }, /APP_URL must be https/],
  [
    'an address with a path',
    { APP_URL: 'http://localhost:39871/app' },
    /APP_URL must be an origin/,
  ],
  ['no address at all', { APP_URL: 'app' }, /APP_URL must be an http\(s\) address/],
  [
    'a mail server without a sender',
    { SMTP_URL: 'smtp://127.0.0.1:2525' },
    /MAIL_FROM is needed with SMTP_URL/,
  ],
];

for (const [what, settings, reason] of WRONG) {
  test(`the server does not start with ${what}, and says why`, () => {
    expectRefusal(settings, reason);
  });
}

test('a folder that cannot be made or written is named, with and without a secret of its own', {
  tag: '@long',
}, () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const impossible = { DATABASE_URL: `file:${join(file, 'gatehouse.db')}` };
  expectRefusal(impossible, /SESSION_SECRET is not set and could not be kept in .*file/);
  expectRefusal({ ...GOOD, ...impossible }, /did not start: .*file/);
  const folderItself = { DATABASE_URL: `file:${folder}` };
  expectRefusal({ ...GOOD, ...folderItself }, /did not start: .*gatehouse-/);
});

test('a file that is no database, and a database of a newer version, are left alone and named', {
  tag: '@long',
}, () => {
  const file = join(folder, 'gatehouse.db');
  writeFileSync(file, 'this is no database '.repeat(500));
  expectRefusal(GOOD, /did not start: .*gatehouse\.db.*not a database/);
  rmSync(file);
  const newer = new Database(file);
  newer.exec(
    'create table __drizzle_migrations (id integer primary key, hash text, created_at numeric)',
  );
  newer.exec("insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)");
  newer.close();
  expectRefusal(GOOD, /did not start: .*newer version of Gatehouse/);
});

test('a port that is taken is named, with the way out', async () => {
  const { createServer } = await import('node:http');
  const taken = createServer().listen(0);
  const { port } = taken.address() as { port: number };
  try {
    expectRefusal({ ...GOOD, PORT: String(port) }, new RegExp(`Port ${port} is taken.*PORT=`));
  } finally {
    taken.close();
  }
});
