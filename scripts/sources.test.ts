import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { fingerprint, sourcesOf } from './sources.mjs';

const INPUTS = [
  'app/page.tsx',
  'app/layout.test-page/page.tsx',
  'components/badge.tsx',
  'src/deep/inside/x.ts',
  'public/logo.png',
  'content/post.mdx',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.mjs',
  'middleware.ts',
  'drizzle/migrations/0001_x.sql',
  '.env',
  '.env.production',
  '.babelrc',
];
const NONE = [
  'docs/a.md',
  'README.md',
  'e2e/stories/x.test.ts',
  'lib/x.test.ts',
  'lib/x.test-support.ts',
  'biome.json',
  'Containerfile',
  'compose.yaml',
  'next-env.d.ts',
  'tsconfig.tsbuildinfo',
  'node_modules/x/index.js',
  '.next/BUILD_ID',
  'data/gatehouse.db',
];

function put(root: string, file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** A clone in a git of its own, without one, or left out by the git of somebody else. */
const CLONES: [string, (root: string) => void][] = [
  ['a clone', (root) => git(root, 'add', '-A')],
  ['a clone with new files', () => {}],
  ['a folder without git', (root) => rmSync(join(root, '.git'), { recursive: true })],
];
const git = (root: string, ...words: string[]) => spawnSync('git', words, { cwd: root });

test.each(CLONES)(
  'in %s whatever may be built in changes the build, and nothing else does',
  (_, change) => {
    const root = makeFolder();
    git(root, 'init', '-q');
    put(root, '.gitignore', 'node_modules/\n.next/\n/data/\n.env*\nnext-env.d.ts\n*.tsbuildinfo\n');
    for (const file of [...INPUTS, ...NONE]) put(root, file, 'one');
    change(root);
    expect(sourcesOf(root)).toEqual(['.gitignore', ...INPUTS].sort());
    for (const file of INPUTS) {
      const before = fingerprint(root, {});
      put(root, file, `another ${file}`);
      expect([file, fingerprint(root, {}) === before]).toEqual([file, false]);
    }
    const before = fingerprint(root, {});
    for (const file of NONE) put(root, file, 'another');
    expect(fingerprint(root, {})).toBe(before);
    rmSync(join(root, 'middleware.ts'));
    expect(fingerprint(root, {}), 'a deleted file is a change').not.toBe(before);
  },
);

test('a copy inside the git of somebody else, which leaves it out, is looked through itself', () => {
  const outer = makeFolder();
  git(outer, 'init', '-q');
  put(outer, '.gitignore', 'inner/\n');
  put(outer, 'inner/package.json', '{}');
  put(outer, 'inner/components/badge.tsx', 'one');
  expect(sourcesOf(join(outer, 'inner'))).toEqual(['components/badge.tsx', 'package.json']);
});

test('a setting that Next builds in changes the build, another does not', () => {
  const root = makeFolder();
  put(root, 'package.json', '{}');
  const plain = fingerprint(root, {});
  expect(fingerprint(root, { PORT: '1' })).toBe(plain);
  expect(fingerprint(root, { NEXT_PUBLIC_NAME: 'x' })).not.toBe(plain);
});
