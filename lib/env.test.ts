import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSettings, env } from '#lib/env';
import { databaseFile, secretFile } from '#lib/env/root-secret';
import { SettingsError } from '#lib/env/settings-error';
import { changeSettings, makeFolder, runApart } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

type Source = Record<string, string>;
const problemsOf = (source: Source) => {
  const checked = checkSettings(source as NodeJS.ProcessEnv);
  return checked.ok ? [] : checked.problems;
};
const refused = (source: Source) => problemsOf(source).map(({ name }) => name);
const secretFrom = (seed: number | string) =>
  createHash('sha256').update(String(seed)).digest('base64url');
const SITE = { APP_URL: 'https://app.acme.test', SMTP_URL: 'smtp://m.test', MAIL_FROM: 'a@m.test' };

test('nothing has to be set', () => {
  const checked = checkSettings({} as NodeJS.ProcessEnv);
  expect(checked).toMatchObject({
    ok: true,
    settings: {
      PORT: 3000,
      DATABASE_URL: 'file:data/gatehouse.db',
      KEEP_ALIVE_SECONDS: 5,
      TRUSTED_PROXY_HOPS: 0,
      PASSWORD_MIN_LENGTH: 15,
      ARGON2_MEMORY_KIB: 47_104,
      ARGON2_TIME: 2,
    },
  });
});

test('what is set to nothing counts as not set', () => {
  expect(refused({ PORT: '', SMTP_URL: ' ', SESSION_SECRET: '' })).toEqual([]);
});

test('every problem is named at once, each with a way to mend it', () => {
  const problems = problemsOf({
    PORT: 'eighty',
    APP_URL: 'http://app.acme.test',
    SESSION_SECRET: 'short',
    ARGON2_MEMORY_KIB: '1024',
    DATABASE_URL: 'mysql://x',
    LOG_LEVEL: 'loud',
  });
  const names = problems.map(({ name }) => name);
  for (const name of ['PORT', 'APP_URL', 'SMTP_URL', 'SESSION_SECRET', 'ARGON2_MEMORY_KIB'])
    expect(names).toContain(name);
  expect(names).toContain('DATABASE_URL');
  expect(names).toContain('LOG_LEVEL');
  for (const { message } of problems) expect(message).toMatch(/must|is needed|make one with/);
});

test('the error of a start names every problem on a line of its own', () => {
  changeSettings({ PORT: '0', PASSWORD_MIN_LENGTH: '7' });
  expect(() => env()).toThrow(SettingsError);
  expect(() => env()).toThrow(
    /PORT must be at least 1.*\n.*PASSWORD_MIN_LENGTH must be at least 8/,
  );
});

test.each([
  ['PORT', '0', '1'],
  ['PORT', '65536', '65535'],
  ['PORT', '80.5', '80'],
  ['PASSWORD_MIN_LENGTH', '7', '8'],
  ['PASSWORD_MIN_LENGTH', '129', '128'],
  ['ARGON2_MEMORY_KIB', '19455', '19456'],
  ['ARGON2_TIME', '1', '2'],
  ['TRUSTED_PROXY_HOPS', '-1', '0'],
  ['TRUSTED_PROXY_HOPS', '17', '16'],
  ['KEEP_ALIVE_SECONDS', '0', '1'],
  ['KEEP_ALIVE_SECONDS', '601', '600'],
  ['METRICS_TOKEN', 'x'.repeat(15), 'x'.repeat(16)],
  ['WITNESS_TOKEN', 'x'.repeat(15), 'x'.repeat(16)],
  ['LISTEN', 'example.org', '0.0.0.0'],
  ['LISTEN', '127.0.0.1:3000', '::1'],
  ['LISTEN', '*', 'localhost'],
  ['EXAMPLES', 'yes', 'on'],
  ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'short', 'c2l4dGVlbiBieXRlcyAhIQ=='],
  ['WORKERS', '0', '1'],
  ['WORKERS', '2', '1'],
  ['DRAIN_SECONDS', '301', '300'],
  ['RECOVERY_WAIT_HOURS', '0', '1'],
  ['CLIENT_DOCUMENT_HOSTS', 'https://claude.ai', 'claude.ai'],
])('%s is refused at %s and taken at %s', (name, wrong, right) => {
  expect(refused({ [name]: wrong })).toEqual([name]);
  expect(refused({ [name]: right })).toEqual([]);
});

test.each([
  'http://localhost:3000',
  'http://127.0.0.1:8080',
  'http://127.8.9.1',
  'http://[::1]:3000',
  'http://gate.localhost',
])('%s may be http and have no mail server: it is this machine', (APP_URL) => {
  expect(refused({ APP_URL })).toEqual([]);
});

test.each([
  'http://app.acme.test',
  'http://localhost.evil.test',
  'http://127.0.0.1.evil.test',
  'http://192.168.1.5',
  'http://[::2]',
])('%s may not be http: it is not this machine', (APP_URL) => {
  expect(refused({ ...SITE, APP_URL })).toEqual(['APP_URL']);
});

test.each(['https://a.test/app', 'https://a.test/?x=1', 'https://me@a.test', 'ftp://a.test', 'a'])(
  '%s is no origin',
  (APP_URL) => {
    expect(refused({ ...SITE, APP_URL })).toEqual(['APP_URL']);
  },
);

test('away from this machine a mail server is needed', () => {
  expect(refused({ APP_URL: 'https://app.acme.test' })).toEqual(['SMTP_URL']);
  expect(refused(SITE)).toEqual([]);
});

test('several processes need a database server', () => {
  const several = { WORKERS: '2', SESSION_SECRET: secretFrom(1) };
  expect(refused({ ...several, DATABASE_URL: 'file:a.db' })).toEqual(['WORKERS']);
  expect(refused({ ...several, DATABASE_URL: 'postgres://a@db.test/a' })).toEqual([]);
  expect(refused({ ...several, WORKERS: '65', DATABASE_URL: 'postgres://a@db.test/a' })).toEqual([
    'WORKERS',
  ]);
});

test('a mail server needs a sender, and a sender is one line with one address', () => {
  expect(refused({ SMTP_URL: 'smtp://m.test' })).toEqual(['MAIL_FROM']);
  expect(refused({ ...SITE, MAIL_FROM: 'Acme <no-reply@m.test>' })).toEqual([]);
  expect(refused({ ...SITE, MAIL_FROM: 'a@m.test\r\nBcc: b@m.test' })).toEqual(['MAIL_FROM']);
  expect(refused({ ...SITE, MAIL_FROM: 'Acme' })).toEqual(['MAIL_FROM']);
});

test.each(['ignoreTLS=true', 'requireTLS=false', 'tls.rejectUnauthorized=false', 'secure=false'])(
  'the mail server is never asked for less by ?%s',
  (query) => {
    expect(refused({ ...SITE, SMTP_URL: `smtp://m.test?${query}` })).toEqual(['SMTP_URL']);
  },
);

test('only a named setting does without TLS', () => {
  expect(refused({ ...SITE, SMTP_URL: 'smtp://m.test?tls=off' })).toEqual([]);
});

test('several secrets are several, in their order', () => {
  changeSettings({ SESSION_SECRET: ` ${secretFrom(1)} , ${secretFrom(2)}` });
  expect(env().secrets).toEqual([secretFrom(1), secretFrom(2)]);
});

test('one short secret among long ones is refused', () => {
  const short = secretFrom(1).slice(0, 31);
  expect(refused({ SESSION_SECRET: `${secretFrom(2)},${short}` })).toEqual(['SESSION_SECRET']);
  expect(refused({ SESSION_SECRET: `${secretFrom(2)},` })).toEqual(['SESSION_SECRET']);
});

test.each([
  'change-me-change-me-change-me-change-me',
  'please CHANGEME this is not a real secret',
  'this-is-an-example-secret-for-the-readme',
  'your-secret-goes-here-at-least-32-characters',
  'placeholder-placeholder-placeholder-placeholder',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'passwordpasswordpasswordpassword',
  'abcabcabcabcabcabcabcabcabcabcabcabc',
])('the sample %s is refused', (SESSION_SECRET) => {
  expect(refused({ SESSION_SECRET })).toEqual(['SESSION_SECRET']);
});

test('a phrase is taken, and stretched: see lib/crypto/roots', () => {
  expect(refused({ SESSION_SECRET: 'acme corporation production secret' })).toEqual([]);
});

test('a secret that was really drawn is never taken for a sample', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(refused({ SESSION_SECRET: secretFrom(seed) })).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('not even one that spells a sample word by chance', () => {
  const words = fc.constantFrom('your-', 'Your_', 'sample', 'eXample', 'changeme');
  fc.assert(
    fc.property(fc.integer(), words, fc.nat(30), (seed, word, at) => {
      const drawn = secretFrom(seed);
      const SESSION_SECRET = drawn.slice(0, at) + word + drawn.slice(at + word.length);
      expect(refused({ SESSION_SECRET })).toEqual([]);
    }),
  );
});

test('a generated secret is kept beside the database, for its owner only', () => {
  const folder = join(makeFolder(), 'data');
  const DATABASE_URL = `file:${folder}/gatehouse.db`;
  changeSettings({ DATABASE_URL });
  const [secret] = env().secrets;
  const file = secretFile(DATABASE_URL);
  expect(file).toBe(join(folder, 'secret'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8').trim()).toBe(secret);
  changeSettings({ DATABASE_URL });
  expect(env().secrets).toEqual([secret]);
});

test('a kept secret that is too short stops the start and says which file', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'secret'), 'short\n');
  changeSettings({ DATABASE_URL: `file:${folder}/gatehouse.db` });
  expect(() => env()).toThrow(`${folder}/secret is too short`);
});

test('processes that start at the same time agree on one secret', async () => {
  const DATABASE_URL = `file:${makeFolder()}/gatehouse.db`;
  const lines = "const { env } = await import('#lib/env'); process.stdout.write(env().secrets[0]);";
  const ends = await Promise.all(
    Array.from({ length: 5 }, () => runApart(lines, { DATABASE_URL }).ended),
  );
  expect(ends.map(({ code, errors }) => [code, errors])).toEqual(ends.map(() => [0, '']));
  expect(new Set(ends.map(({ out }) => out)).size).toBe(1);
  expect(ends[0]?.out).toHaveLength(43);
});

test('a database in memory has no file, and its secret lies nowhere', () => {
  expect(databaseFile(':memory:')).toBeNull();
  changeSettings({ DATABASE_URL: ':memory:' });
  expect(env().secrets[0]).toHaveLength(43);
});

test('cookies are secure exactly when the site is https', () => {
  changeSettings(SITE);
  expect(env()).toMatchObject({ isHttps: true, isLoopback: false, host: 'app.acme.test' });
  changeSettings({ APP_URL: 'http://localhost:3100', SMTP_URL: undefined, MAIL_FROM: undefined });
  expect(env()).toMatchObject({ isHttps: false, isLoopback: true, host: 'localhost:3100' });
});

test.each([
  ['http://localhost.:3000', 'http://localhost:3000', true],
  ['http://LOCALHOST:80/', 'http://localhost', true],
  ['https://App.Acme.Test.:443', 'https://app.acme.test', false],
  ['https://[0:0::1]', 'https://[::1]', true],
])(
  'APP_URL %s is %s, in the one form that requests are compared with',
  (APP_URL, url, isLoopback) => {
    changeSettings({ ...SITE, APP_URL });
    expect(env()).toMatchObject({ APP_URL: url, host: new URL(url).host, isLoopback });
  },
);

test.each([
  [{}, true],
  [{ EXAMPLES: 'off' }, false],
  [SITE, false],
  [{ ...SITE, EXAMPLES: 'on' }, true],
] as [Source, boolean][])('with %j the examples are there: %s', (source, hasExamples) => {
  changeSettings(source);
  expect(env().hasExamples).toBe(hasExamples);
});
