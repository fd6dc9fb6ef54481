import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calledAs } from './failure.mjs';

const read = (path: string) => readFileSync(path, 'utf8');
const own = JSON.parse(read('client-cli/package.json'));
const root = JSON.parse(read('package.json'));
/** npm works without a network here, and finds no settings of a person. */
const npm = (cwd: string, ...words: string[]) =>
  spawnSync('npm', [...words, '--offline', '--no-audit', '--no-fund', '--no-update-notifier'], {
    cwd,
    encoding: 'utf8',
  });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package is installed from a file, without a registry, has its code and no tests, and runs', () => {
  const packed = npm('.', 'pack', './client-cli', '--json', '--pack-destination', folder);
  const [made] = Object.values(JSON.parse(packed.stdout)) as { filename: string; files: { path: string }[] }[]; // biome-ignore format: one line
  const code = globSync('*.mjs', { cwd: 'client-cli' });
  expect(made?.files.map(({ path }) => path).sort()).toEqual(['package.json', ...code].sort());
  const installed = npm(folder, 'install', '--prefix', '.', join(folder, String(made?.filename)));
  expect(installed.stderr).not.toMatch(/EBADENGINE|error/);
  const bin = resolve(folder, 'node_modules/.bin/gatehouse-cli');
  const { stdout, status } = spawnSync(bin, ['--version'], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, `${root.version}\n`]);
  const wrong = spawnSync(bin, ['explode'], { encoding: 'utf8', env: { PATH: process.env['PATH'] } as unknown as NodeJS.ProcessEnv }); // biome-ignore format: one line
  expect(wrong.stderr).toContain('See: gatehouse-cli --help');
});

test('it cannot be published by mistake, and is of the version of the rest', () => {
  expect(own).toMatchObject({ private: true, version: root.version, bin: root.bin && { 'gatehouse-cli': 'main.mjs' } }); // biome-ignore format: one line
  expect(own.dependencies).toBeUndefined();
});

test('every place says the same of Node: what the commands need, and what serving needs', () => {
  expect([own.engines.node, root.engines.node]).toEqual(['>=20', '>=20']);
  for (const page of ['README.md', 'docs/cli.md', 'docs/operating.md'])
    expect([page, read(page)]).toEqual([page, expect.stringMatching(/Node 20 (or|and) newer/)]);
  for (const code of ['scripts/run.mjs', 'lib/operator/doctor/runtime.ts'])
    expect([code, read(code)]).toEqual([code, expect.stringContaining('LEAST = [22, 18]')]);
});

test('no page tells anybody to take it from a registry by its name', () => {
  const pages = ['README.md', ...globSync('docs/**/*.md')].filter(
    (page) => !page.includes('decisions'),
  );
  const told = pages.filter((page) =>
    /^(npx|npm (i|install|exec)( -g| --global)?) gatehouse-cli\b/m.test(read(page)),
  );
  expect(told).toEqual([]);
});

test.each([
  ['/srv/gatehouse/client-cli/main.mjs', '/srv/gatehouse', undefined, 'node client-cli/main.mjs'],
  [
    '/srv/gatehouse/client-cli/main.mjs',
    '/home/ada',
    undefined,
    'node /srv/gatehouse/client-cli/main.mjs',
  ],
  ['/usr/local/bin/gatehouse-cli', '/home/ada', undefined, 'gatehouse-cli'],
  ['/srv/gatehouse/node_modules/.bin/gatehouse-cli', '/srv/gatehouse', 'exec', 'npx gatehouse-cli'],
])('called as %s in %s it says so', (file, folder, npm_command, says) => {
  const called = { argv: ['node', file], cwd: () => folder, env: { npm_command } };
  expect(calledAs(called as unknown as typeof process)).toBe(says);
});
