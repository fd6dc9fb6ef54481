import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OURS, open, type page } from '#lib/server/http/handler.test-support';
import { publicFiles } from '#lib/server/http/public-files';
import { singleton } from '#lib/singleton';
import { clearSingleton, makeFolder } from '#lib/testing/database.test-support';

test('every file of the folder is one but pages, by its address', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'a b', 'c'), { recursive: true });
  for (const name of [
    'logo.png',
    'a b/ü.svg',
    'a b/c/d.js',
    '.hidden',
    'page.html',
    'a b/PAGE.HTM',
  ])
    writeFileSync(join(folder, name), 'x');
  expect(publicFiles(folder).sort()).toEqual(['/a b/c/d.js', '/a b/ü.svg', '/logo.png']);
  expect(publicFiles(join(folder, 'not-there'))).toEqual([]);
});

const file: typeof page = async (_, response) => {
  response.setHeader('Content-Type', 'image/png');
  response.end('x');
};

test.each([
  ['/logo.png', {}, 'public, max-age=3600'],
  ['/logo.png?x=y', {}, 'public, max-age=3600'],
  ['/a%20b.png', {}, 'public, max-age=3600'],
  ['/logo.png', { method: 'HEAD' }, 'public, max-age=3600'],
  ['/logo.png', { method: 'POST', headers: OURS }, 'private, no-store'],
  ['/logo.png', { method: 'POST' }, 'private, no-store'],
  ['/logo.png/', {}, 'private, no-store'],
  ['/x/logo.png', {}, 'private, no-store'],
  ['/logo.pn', {}, 'private, no-store'],
])('%s (%j) goes out with %s', async (path, sent, kept) => {
  clearSingleton('public-files');
  singleton('public-files', () => new Set(['/logo.png', '/a b.png']));
  onTestFinished(() => clearSingleton('public-files'));
  const { headers } = await (await open(file))({ path, ...sent });
  expect(headers['cache-control']).toBe(kept);
  // One copy for everybody.
  expect(headers.vary === undefined).toBe(kept.startsWith('public'));
  const inDevelopment = await (await open(file, { isDevelopment: true }))({ path, ...sent });
  expect(inDevelopment.headers['cache-control']).toBe('private, no-store');
});
