import { globSync, readFileSync } from 'node:fs';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { TABLES } from '#drizzle/tables';
import { keysFor, PURPOSES, type Purpose } from '#lib/crypto/keys';

const page = readFileSync('docs/keys.md', 'utf8');
const rows = [...page.matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm)].map(([, name = '', rest = '']) => {
  const [, algorithm = '', bits = '', lies = ''] = rest.split('|').map((cell) => cell.trim());
  return { name, algorithm, bits: Number(bits), lies };
});

const code = globSync('{app,lib}/**/*.{ts,tsx}')
  .filter((path) => !/\.test/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** With what a key is used, by how the code asks for it. A browser's marks are made with the key that seals them. */
function algorithmOf(purpose: Purpose): string[] {
  const isUsed = (pattern: string) => new RegExp(`\\b${pattern}\\('${purpose}'`).test(code);
  if (isUsed('seal')) return ['AES-256-CBC, HMAC-SHA-256'];
  return [
    ...(isUsed('encrypt') ? ['AES-256-GCM'] : []),
    ...(isUsed('keysFor') ? ['HMAC-SHA-256'] : []),
    ...(isUsed('signersFor') ? ['Ed25519'] : []),
  ];
}

test('docs/keys.md says of every key what it is for, and of no other', () => {
  expect(rows.map(({ name }) => name)).toEqual([...PURPOSES]);
});

test('docs/keys.md says with what each key is used, and how long it is', () => {
  for (const { name, algorithm, bits } of rows) {
    expect([name, algorithm]).toEqual([name, ...algorithmOf(name as Purpose)]);
    expect([name, keysFor(name as Purpose)[0].byteLength * 8]).toEqual([name, bits]);
  }
});

test('docs/keys.md names no column that is not there', () => {
  const columns = TABLES.flatMap((table) =>
    Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`),
  );
  const named = rows.flatMap(({ lies }) =>
    [...lies.matchAll(/`(\w+\.\w+)`/g)].map(([, one]) => one),
  );
  expect(named.length).toBeGreaterThan(8);
  for (const one of named) expect(columns).toContain(one);
});
