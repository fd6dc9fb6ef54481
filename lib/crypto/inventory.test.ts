import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/keys.md', 'utf8');
const sectionOf = (title: string) => page.split(`## ${title}\n`)[1]?.split(/^## /m)[0] ?? '';
const rowsIn = (title: string) =>
  [...sectionOf(title).matchAll(/^\| (.*) \|$/gm)]
    .map(([, line = '']) => line.split(' | ').map((cell) => cell.trim()))
    .slice(1);

const CRYPTO =
  /from '(node:crypto|#lib\/crypto\/hmac|jose|@node-rs\/argon2|bcryptjs|iron-session|@simplewebauthn\/server)'|\bcrypto\.subtle\b/;
const FILES = globSync('{app,lib,client-cli,scripts,witness}/**/*.{ts,tsx,mjs}').filter(
  (path) => !/\.test(-support)?\./.test(path),
);
const read = (path: string) => readFileSync(path, 'utf8');

test('docs/keys.md names every file in which there is cryptography, and no other', () => {
  const there = FILES.filter((path) => CRYPTO.test(read(path)));
  const named = [...sectionOf('Where cryptography is').matchAll(/`([\w-]+\/[\w/.-]+)`/g)].map(
    ([, path]) => path,
  );
  expect(there.length).toBeGreaterThan(40);
  expect(named.sort()).toEqual(there.sort());
});

test('an HMAC is made in one place, which knows in what form Node takes a key fast', () => {
  const there = FILES.filter((path) => /\bcreateHmac\b/.test(read(path)));
  expect(there).toEqual(['lib/crypto/hmac.ts']);
});

/** What is done with ciphers by name; iron's is named by its own constants. */
const NAMED = ['aes-256-ctr', 'aes-256-gcm'];

test('no cipher is named but those of docs/keys.md, and none without authentication but for one foreign hash', () => {
  const named = FILES.flatMap((path) =>
    [...read(path).matchAll(/'((?:aes|des|rc4|bf|chacha|camellia)[\w-]*\d[\w-]*)'/g)].map(
      ([, cipher = '']) => ({
        path,
        cipher,
      }),
    ),
  );
  expect([...new Set(named.map(({ cipher }) => cipher))].sort()).toEqual(NAMED);
  expect(named.filter(({ cipher }) => !cipher.endsWith('gcm')).map(({ path }) => path)).toEqual([
    'lib/accounts/hashes/firebase.ts',
  ]);
  for (const cipher of NAMED) expect(page).toContain(cipher.toUpperCase());
});

test('docs/keys.md says of each kind of cryptography what a quantum computer would break and what is done', () => {
  const rows = rowsIn('When there is a quantum computer');
  expect(rows).toHaveLength(5);
  for (const row of rows) for (const cell of row) expect(cell.length).toBeGreaterThan(3);
  // Each algorithm of the first table is in one of the kinds.
  const kinds = rows.map(([kind]) => kind).join(' ');
  const used = [...page.matchAll(/^\| `[\w-]+` \| [^|]* \| ([^|]+) \| 256 \|/gm)].flatMap(
    ([, algorithms = '']) => algorithms.split(', '),
  );
  expect(used.length).toBeGreaterThan(20);
  for (const algorithm of used)
    expect(kinds).toContain(algorithm.trim().replace(/-(CBC|GCM)$/, ''));
});

/** Settings that hold a secret, each with the words by which the schedule knows it. */
const SECRETS = ['SESSION_SECRET', 'METRICS_TOKEN', 'WITNESS_TOKEN', 'SMTP_URL', 'DATABASE_URL', 'REDIS_URL']; // biome-ignore format: one list

test('docs/keys.md says when each secret is changed, and how', () => {
  const rows = rowsIn('The schedule');
  expect(rows.length).toBeGreaterThan(8);
  for (const [secret = '', ...cells] of rows)
    expect([secret, cells.slice(0, 3).filter((cell) => cell.length < 3)]).toEqual([secret, []]);
  const schedule = sectionOf('The schedule');
  for (const name of SECRETS) expect(schedule).toContain(name);
  // What the log replaces wherever it stands is what the settings hold of secrets.
  const censored = [...read('lib/observability/log.ts').matchAll(/^ {2}'([A-Z_]+)',$/gm)].map(
    ([, name]) => name,
  );
  expect(SECRETS).toEqual(expect.arrayContaining(censored));
  expect(censored.length).toBeGreaterThan(2);
});
