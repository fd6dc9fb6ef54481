import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FOR_CHECK } from './test-programs.mjs';

const UNIT = '{app,lib,drizzle,scripts,texts,client-cli,witness,e2e/prove}/**/*.test.ts';
const asking = globSync(UNIT).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\bfindPython\('?([^')]*)/g)].map(([, asks = '']) => [
    file,
    `python3-${asks}`,
  ]),
);

test.each(asking)('%s runs a Python with what check installs: %s', (_, debian) => {
  expect(FOR_CHECK).toContain(debian);
});

test('check looks for it before it begins, and for nothing that only browsers need', () => {
  expect(asking.length).toBeGreaterThan(1);
  expect(readFileSync('scripts/run.mjs', 'utf8')).toMatch(/ check: \{ needsPython: true,/);
  const words = ['scripts/test-programs.mjs', '--for-check'];
  const env = { ...process.env, PATH: '' };
  expect(spawnSync(process.execPath, words, { env, encoding: 'utf8' }).stderr).not.toMatch(
    /nginx|caddy|Apache|flask|script/,
  );
});
