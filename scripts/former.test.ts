import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { keepFormer, putFormer } from './former.mjs';

/** A build in this folder, as Next makes one: everything that lay there before is gone. */
function build(folder: string, files: Record<string, string>) {
  const former = keepFormer(folder);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, 'static', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  putFormer(folder, former);
  return (name: string) => {
    const file = join(folder, 'static', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
}

test('after an update the static files of one version before are still there, and no older ones', () => {
  const folder = join(makeFolder(), 'built');
  build(folder, { 'chunks/a.js': 'a', 'chunks/same.js': 'same', 'one/_manifest.js': '1' });
  const second = build(folder, { 'chunks/b.js': 'b', 'chunks/same.js': 'same, anew' });
  expect(['chunks/a.js', 'chunks/b.js', 'chunks/same.js', 'one/_manifest.js'].map(second)).toEqual([
    'a',
    'b',
    'same, anew',
    '1',
  ]);
  const third = build(folder, { 'chunks/c.js': 'c' });
  expect(['chunks/a.js', 'chunks/b.js', 'chunks/c.js'].map(third)).toEqual([null, 'b', 'c']);
});
