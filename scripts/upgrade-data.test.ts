import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { keepData, putBackData } from './upgrade/data.mjs';

const root = process.cwd();

function installation() {
  const folder = makeFolder();
  const [database, backup] = [join(folder, 'gatehouse.db'), join(folder, 'copy.db')];
  writeFileSync(database, 'now');
  writeFileSync(`${database}-wal`, 'the log of now');
  chmodSync(database, 0o640);
  writeFileSync(backup, 'before');
  return { database, backup, tag: 'v0.2.0' };
}

test('the copy takes the place of the database under its rights, and what was there is kept, each time', () => {
  const { database, backup, tag } = installation();
  const aside = putBackData(root, { database, backup, tag });
  expect(readFileSync(database, 'utf8')).toBe('before');
  expect(statSync(database).mode & 0o777).toBe(0o640);
  expect(existsSync(`${database}-wal`)).toBe(false);
  expect([readFileSync(aside, 'utf8'), readFileSync(`${aside}-wal`, 'utf8')]).toEqual(['now', 'the log of now']); // biome-ignore format: one line
  expect(existsSync(`${aside}.draft`)).toBe(false);
});

test('under a server that serves, and without a copy, it stays as it is', () => {
  const { database, backup, tag } = installation();
  const server = new Database(`${database}.serving`);
  server.exec('BEGIN EXCLUSIVE');
  expect(() => putBackData(root, { database, backup, tag })).toThrow('A server uses the database');
  server.close();
  expect(() => putBackData(root, { database, backup: undefined, tag })).toThrow('no copy');
  expect(readFileSync(database, 'utf8')).toBe('now');
});

test.each([
  ['file:', 'There is no database at'],
  ['file://', 'There is no database at'],
])('where there is none at %s it says so, with its place', (scheme, says) => {
  const nowhere = join(makeFolder(), 'none.db');
  const said: string[] = [];
  vi.stubEnv('DATABASE_URL', scheme + nowhere);
  expect(keepData(root, 'v1.0.0', { isKept: false, say: (text: string) => said.push(text) })).toEqual({}); // biome-ignore format: one line
  vi.unstubAllEnvs();
  expect(said.join()).toContain(`${says} ${nowhere}`);
});
