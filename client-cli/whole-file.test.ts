import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './whole-file.mjs';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const mode = (path: string) => statSync(path).mode & 0o777;

test('a file is for its owner only, and so is its folder, also where they were open before', () => {
  const path = join(home, 'deep/gatehouse/cli.json');
  writeWhole(path, 'one');
  expect([mode(path), mode(join(home, 'deep/gatehouse'))]).toEqual([0o600, 0o700]);
  chmodSync(path, 0o644);
  chmodSync(join(home, 'deep/gatehouse'), 0o755);
  writeWhole(path, 'two');
  expect([mode(path), mode(join(home, 'deep/gatehouse'))]).toEqual([0o600, 0o700]);
  expect(readFileSync(path, 'utf8')).toBe('two');
});

test('a reader with the old file open reads the old one to its end, and nothing else is left behind', () => {
  const path = join(home, 'cli.json');
  writeWhole(path, 'one');
  const { ino } = statSync(path);
  writeWhole(path, 'two');
  expect(statSync(path).ino).not.toBe(ino);
  expect(readdirSync(home)).toEqual(['cli.json']);
});

test('a write that fails leaves the old one, and no draft with secrets in it', () => {
  const path = join(home, 'folder');
  writeWhole(join(path, 'kept'), 'one');
  expect(() => writeWhole(path, 'two')).toThrow();
  expect(readdirSync(home)).toEqual(['folder']);
  expect(readFileSync(join(path, 'kept'), 'utf8')).toBe('one');
});
