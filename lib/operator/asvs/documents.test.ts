import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const sectionOf = (page: string, title: string) =>
  read(page).split(`## ${title}\n`)[1]?.split(/^## /m)[0] ?? '';
const rowsIn = (section: string) =>
  [...section.matchAll(/^\| (.*) \|$/gm)]
    .map(([, line = '']) => line.split(' | ').map((cell) => cell.trim()))
    .slice(1);
const quotedIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);

const FILES = globSync('{app,lib,client-cli,scripts}/**/*.{ts,tsx,mjs}').filter(
  (path) => !/\.test(-support)?\./.test(path),
);
const filesWith = (pattern: RegExp) => FILES.filter((path) => pattern.test(read(path)));

test('docs/security.md says what a browser has to do, and what happens where it cannot', () => {
  const rows = rowsIn(sectionOf('docs/security.md', 'What the browser has to do'));
  expect(rows.length).toBeGreaterThan(7);
  for (const row of rows) for (const cell of row) expect(cell.length).toBeGreaterThan(3);
  const all = rows.flat().join(' ');
  for (const one of [
    '__Host-',
    'SameSite',
    'HSTS',
    'nonce',
    'Sec-Fetch-Site',
    'frame-ancestors',
    'cookies',
  ])
    expect(all).toContain(one);
});

test('docs/security.md names every package that runs, each once', () => {
  const named = rowsIn(
    sectionOf('docs/security.md', 'Components with a risk of their own'),
  ).flatMap(([packages = '']) => quotedIn(packages));
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object };
  expect(named.sort()).toEqual(Object.keys(dependencies).sort());
});

/** By which words of the source each row of the table is found. */
const DANGEROUS: Record<string, RegExp> = {
  'starts programs': /from 'node:child_process'/,
  'threads and processes': /from 'node:(worker_threads|cluster)'/,
  'SQL as text': /\bsql\.(raw|identifier)\(/,
  'patterns made at run time': /new RegExp\(/,
  'code as text (`eval`, `Function`, `vm`)': /\beval\(|new Function\(|from 'node:vm'/,
  'markup as text (`dangerouslySetInnerHTML`)':
    /dangerouslySetInnerHTML=|\.innerHTML\b|insertAdjacentHTML|document\.write\(/,
};

test('docs/security.md names every dangerous thing that the code does, and where', () => {
  const rows = rowsIn(sectionOf('docs/security.md', 'Dangerous functionality'));
  for (const [what, pattern] of Object.entries(DANGEROUS)) {
    const row = rows.find(([name]) => name === what);
    const named = quotedIn(row?.[1] ?? '');
    const there = filesWith(pattern);
    // A folder stands for what is in it.
    const isIn = (path: string) => (name: string) => path === name || path.startsWith(`${name}/`);
    expect([what, there.filter((path) => !named.some(isIn(path)))]).toEqual([what, []]);
    expect([what, named.filter((name) => !there.some((path) => isIn(path)(name)))]).toEqual([
      what,
      [],
    ]);
  }
});

/** Every file of the server that opens a connection to another, and by which setting the table knows it. */
const OUTWARD: Record<string, string> = {
  'lib/mail/deliver.ts': 'SMTP_URL',
  'lib/operator/doctor/mail.ts': 'SMTP_URL',
  'lib/db/postgres/host.ts': 'DATABASE_URL',
  'lib/redis/connection.ts': 'REDIS_URL',
  'lib/providers/fetch.ts': 'PROVIDERS',
  'lib/providers/public-address.ts': 'PROVIDERS',
  'lib/providers/domain-proof.ts': 'DNS',
  'lib/oauth/logout/tell-site.ts': '--backchannel-logout',
  'lib/operator/doctor/machine.ts': '`doctor` asks',
  'lib/operator/rehearsal/on-copy.ts': '`db rehearse` asks',
  'lib/operator/asvs/ask.ts': '`doctor` asks',
  'lib/operator/asvs/probes/tls.ts': '`doctor` asks',
  'lib/operator/asvs/probes/listen.ts': '`doctor` asks',
};
const OPENS =
  /(?<![\w.])fetch\(|from '(nodemailer|@redis\/client|pg)'|from 'node:dns'|import \{[^}]*\b(get|request|connect|lookup)\b[^}]*\} from 'node:(https?|net|tls|dns)'|import https? from|import http, \{|import (https?) from/;

test('docs/deploy says of everything that the server talks to what it is for and what happens without it', () => {
  const section = sectionOf('docs/deploy/README.md', 'What the server talks to');
  const opening = filesWith(OPENS).filter((path) => path.startsWith('lib/'));
  expect(opening.sort()).toEqual(Object.keys(OUTWARD).sort());
  for (const [path, word] of Object.entries(OUTWARD))
    expect([path, section.includes(word)]).toEqual([path, true]);
  const rows = rowsIn(section);
  expect(rows.length).toBeGreaterThan(6);
  for (const row of rows) for (const cell of row) expect(cell.length).toBeGreaterThan(2);
});

test('SECURITY.md says how fast each severity is mended, in our code and in that of others', () => {
  const rows = rowsIn(sectionOf('SECURITY.md', 'How fast it is mended'));
  expect(rows.map(([severity = '']) => severity.split(' ')[0])).toEqual([
    'critical',
    'high',
    'the',
  ]);
  for (const [, ours, others] of rows)
    for (const cell of [ours, others]) expect(cell).toMatch(/^\d+ (hours|days)$/);
});
