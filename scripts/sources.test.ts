import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { fingerprint, lookAt, sourcesAsNoted, sourcesOf } from './sources.mjs';

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

/** A clone with files that git leaves out, of which a build has noted what it is made of. */
function noted() {
  const root = makeFolder();
  git(root, 'init', '-q');
  put(root, '.gitignore', 'npm-debug.log\n.vscode/\nuploads/\n.next/\n.env*\n');
  for (const file of ['package.json', 'app/page.tsx', 'npm-debug.log', '.vscode/settings.json'])
    put(root, file, '{"type":"module"}');
  return { root, seen: lookAt(root), built: fingerprint(root, {}) };
}
const withoutGit = (root: string) => rmSync(join(root, '.git'), { recursive: true });
/** How the one who serves sees the clone. */
const SERVING: [string, (root: string) => void, mayBuild: boolean][] = [
  ['may write nothing', () => {}, false],
  ['may write nothing and gets no word out of git', withoutGit, false],
  ['gets no word out of git', withoutGit, true],
];
const CHANGES: [string, (root: string) => void, isOther: boolean][] = [
  ['nothing', () => {}, false],
  ['a log', (root) => put(root, 'npm-debug.log', 'more'), false],
  ['a folder of files of people', (root) => put(root, 'uploads/a.png', 'x'), false],
  ['a source', (root) => put(root, 'app/page.tsx', 'changed'), true],
  ['a source that is gone', (root) => rmSync(join(root, 'app/page.tsx')), true],
  ['a file of settings', (root) => put(root, '.env', 'NEXT_PUBLIC_A=1'), true],
];
test.each(
  SERVING.flatMap(([who, change, mayBuild]) =>
    CHANGES.map(([what, put, isOther]) => ({ who, change, mayBuild, what, put, isOther })),
  ),
)('for one that $who, $what changes the build: $isOther', ({ change, mayBuild, put, isOther }) => {
  const { root, seen, built } = noted();
  change(root);
  put(root);
  const now = fingerprint(root, {}, sourcesAsNoted(root, seen, mayBuild));
  expect(now !== built).toBe(isOther);
});

test('who may build sees what is new, with git and without it', () => {
  for (const change of [() => {}, withoutGit]) {
    const { root } = noted();
    change(root);
    const seen = lookAt(root);
    put(root, 'app/new/page.tsx', 'new');
    expect(sourcesAsNoted(root, seen)).toContain('app/new/page.tsx');
  }
  const { root, seen } = noted();
  put(root, 'app/new/page.tsx', 'new');
  expect(sourcesAsNoted(root, { ...seen, byGit: false })).toContain('app/new/page.tsx');
});

test('a build that its owner made and noted is the one that another user starts, who has no git', () => {
  const { root } = noted();
  for (const name of ['built.mjs', 'sources.mjs'])
    cpSync(`scripts/${name}`, join(root, 'scripts', name));
  put(root, '.next/BUILD_ID', 'x');
  const ask = (PATH: string, does: string) => {
    const program = `const [built, sources] = await Promise.all([import('./scripts/built.mjs'), import('./scripts/sources.mjs')]); ${does}`;
    const words = ['--input-type=module', '-e', program];
    return spawnSync(process.execPath, words, { cwd: root, env: { PATH } as unknown as NodeJS.ProcessEnv, encoding: 'utf8' }); // biome-ignore format: one call
  };
  const { stderr } = ask(
    String(process.env['PATH']),
    'const seen = sources.lookAt(); built.noteSources(sources.fingerprint(".", process.env, seen.files), seen);',
  );
  expect(stderr).toBe('');
  const isBuilt = () => ask('', 'console.log(built.isBuilt())').stdout.trim();
  expect(isBuilt()).toBe('true');
  put(root, 'uploads/a.png', 'x');
  expect(isBuilt()).toBe('true');
  put(root, 'app/page.tsx', 'changed');
  expect(isBuilt()).toBe('false');
});
