import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { filesOf } from '#lib/operator/example/files';
import { EXAMPLE } from '#lib/product/example';
import { readExample } from './upgrade/example.mjs';
import { isProducts } from './upgrade/whose.mjs';

/** A made-up Gatehouse of six files with two releases, and a clone of the first. */
const root = mkdtempSync(join(tmpdir(), 'gatehouse-upgrade-test-'));
afterAll(() => rmSync(root, { recursive: true }));
const upstream = join(root, 'upstream');
const clone = join(root, 'clone');

function run(folder: string, command: string, ...args: string[]) {
  const env = {
    PATH: process.env['PATH'],
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) => [
        [`GIT_${who}_NAME`, 'Ada'],
        [`GIT_${who}_EMAIL`, 'ada@example.com'],
      ]),
    ),
  };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: env as unknown as NodeJS.ProcessEnv }); // biome-ignore format: one line
  return { status, out: stdout, error: stderr };
}

function git(folder: string, ...args: string[]) {
  const { status, out, error } = run(folder, 'git', ...args);
  expect([args, status, error.replaceAll(/^.*(hint|warning|Switched|Cloning).*$/gm, '').trim()]).toEqual([args, 0, '']); // biome-ignore format: one line
  return out.trim();
}

const upgrade = (...args: string[]) =>
  run(clone, process.execPath, resolve('scripts/upgrade.mjs'), ...args, '--without-check');

const read = (path: string, folder = clone) => readFileSync(join(folder, path), 'utf8');
const write = (folder: string, files: Record<string, string | null>) => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
};

function commit(folder: string, message: string, files: Record<string, string | null>) {
  write(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '-q', '-m', message);
}

const FIRST = {
  'CHANGELOG.md': '# Changes\n\n## 0.1.0\n\n- Everything.\n',
  'README.md': 'Gatehouse\n',
  'lib/gate.ts': 'export const open = 1;\nexport const shut = 2;\n\n\n\nexport const last = 3;\n',
  'lib/old-place.ts': 'export const moved = 1;\n',
  'lib/product/brand.ts': "export const brand = 'Gatehouse';\n",
  'lib/product/notes/note.ts': "import { open } from '../../gate';\n",
  'drizzle/migrations/0000_first.sql': 'select 1;\n',
};

beforeEach(() => {
  rmSync(upstream, { recursive: true, force: true });
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(upstream);
  git(upstream, 'init', '-q', '-b', 'main');
  commit(upstream, 'First', FIRST);
  git(upstream, 'tag', 'v0.1.0');
  git(root, 'clone', '-q', upstream, clone);
  commit(upstream, 'Second', {
    'CHANGELOG.md':
      '# Changes\n\n## [0.2.0] - 2027-01-01\n\n- `open` is `opened`.\n\n## 0.1.0\n\n- Everything.\n',
    'README.md': 'Gatehouse, again\n',
    'lib/gate.ts':
      'export const opened = 1;\nexport const shut = 2;\n\n\n\nexport const last = 3;\n',
    'lib/old-place.ts': null,
    'lib/new-place.ts': 'export const moved = 1;\n',
    'lib/product/brand.ts': "export const brand = 'Gatehouse 2';\n",
    'lib/product/notes/note.ts': "import { opened } from '../../gate';\n",
    'lib/product/notes/new.ts': 'export {};\n',
    'drizzle/migrations/0001_second.sql': 'select 2;\n',
    'upgrades/v0.2.0.mjs':
      "export default ({ edit }) => edit('lib/product/**/*.ts', (text) => text.replaceAll(/\\bopen\\b/g, 'opened'));\n",
  });
  git(upstream, 'tag', 'v0.2.0');
  git(upstream, 'tag', 'vNext');
});

test('as it is: says what changed, takes all of it, and can go back', () => {
  const before = git(clone, 'rev-parse', 'HEAD');
  const looked = upgrade('--look');
  expect(looked.out).toContain('`open` is `opened`.');
  expect(looked.out).not.toContain('Everything.');
  expect(looked.out).toContain('drizzle/migrations/0001_second.sql');
  expect(looked.out).toContain('edited: none');
  expect(git(clone, 'rev-parse', 'HEAD')).toBe(before);

  expect(upgrade()).toMatchObject({ status: 0, error: '' });
  expect(git(clone, 'diff', 'refs/gatehouse/v0.2.0')).toBe('');
  expect(git(clone, 'log', '-1', '--format=%s')).toBe('Upgrade Gatehouse to v0.2.0');
  expect(upgrade().out).toContain('nothing to do');

  expect(upgrade('--undo')).toMatchObject({ status: 0 });
  expect(git(clone, 'rev-parse', 'HEAD')).toBe(before);
  expect(git(clone, 'status', '--porcelain')).toBe('');
  expect(upgrade('--undo')).toMatchObject({
    status: 1,
    error: expect.stringContaining('No upgrade'),
  });
});

test('what the product has edited stays, is edited by the codemod, and what it took out stays out', () => {
  commit(clone, 'Ours', {
    'README.md': 'Acme\n',
    'lib/product/brand.ts': "export const brand = 'Acme';\n",
    'lib/product/projects/project.ts': 'export const project = () => open;\n',
    'lib/product/notes/note.ts': null,
  });
  write(clone, { 'scratch.txt': 'nobody’s business' });
  const done = upgrade('v0.2.0');
  expect(done).toMatchObject({ status: 0, error: '' });
  expect(done.out).toContain('Edited by a codemod: lib/product/projects/project.ts');
  expect(read('README.md')).toBe('Acme\n');
  expect(read('lib/product/brand.ts')).toContain('Acme');
  expect(read('lib/product/projects/project.ts')).toBe('export const project = () => opened;\n');
  expect(existsSync(join(clone, 'lib/product/notes'))).toBe(false);
  expect(existsSync(join(clone, 'lib/new-place.ts'))).toBe(true);
  expect(read('lib/gate.ts')).toContain('opened');
  expect(git(clone, 'status', '--porcelain')).toBe('?? scratch.txt');
});

test('an edit of ours in another place is merged; in the same place somebody decides, or goes back', () => {
  commit(clone, 'Elsewhere', {
    'lib/gate.ts': FIRST['lib/gate.ts'].replace('last = 3', 'last = 4'),
  });
  expect(upgrade('--look').out).toContain('lib/gate.ts (v0.2.0 changes it too)');
  expect(upgrade()).toMatchObject({ status: 0 });
  expect(read('lib/gate.ts')).toMatch(/opened = 1.*last = 4/s);
  upgrade('--undo');

  commit(clone, 'The same place, a file that moves, and one that we deleted', {
    'lib/gate.ts': FIRST['lib/gate.ts'].replace('open = 1', 'open = 5'),
    'lib/old-place.ts': 'export const moved = 2;\n',
  });
  const before = git(clone, 'rev-parse', 'HEAD');
  const stopped = upgrade();
  expect(stopped.status).toBe(1);
  expect(stopped.error).toContain('lib/gate.ts: you changed it, and v0.2.0 changes the same lines');
  expect(upgrade()).toMatchObject({
    status: 1,
    error: expect.stringContaining('A merge is under way'),
  });
  expect(upgrade('--continue').error).toContain('Not resolved yet: ');
  upgrade('--undo');
  expect(git(clone, 'rev-parse', 'HEAD')).toBe(before);

  upgrade();
  write(clone, { 'lib/gate.ts': 'export const opened = 5;\n' });
  git(clone, 'add', '--all');
  expect(upgrade('--continue')).toMatchObject({ status: 0, error: '' });
  expect(read('lib/gate.ts')).toBe('export const opened = 5;\n');
  expect(git(clone, 'rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(3);
});

test('the tags of a product are no releases of Gatehouse', () => {
  git(clone, 'tag', 'v9.0.0');
  git(clone, 'tag', '-f', 'v0.2.0');
  expect(upgrade('v9.0.0').error).toContain('There is no release v9.0.0');
  expect(upgrade()).toMatchObject({ status: 0, error: '' });
  expect(git(clone, 'log', '-1', '--format=%s')).toBe('Upgrade Gatehouse to v0.2.0');
  expect(upgrade().out).toContain('v0.2.0 is part of this clone already');
});

/** A merge of somebody’s own that stopped at a conflict, some commits after an upgrade. */
function mergeOwn() {
  git(clone, 'checkout', '-q', '-b', 'feature');
  commit(clone, 'Feature', { 'lib/product/brand.ts': 'export const brand = 1;\n' });
  git(clone, 'checkout', '-q', 'main');
  commit(clone, 'Main', { 'lib/product/brand.ts': 'export const brand = 2;\n' });
  expect(run(clone, 'git', 'merge', 'feature').status).toBe(1);
}

test.each([
  ['after an upgrade', () => upgrade()],
  ['without one', () => upgrade('--look')],
])('a merge of one’s own %s is neither gone on with nor undone', (_, before) => {
  before();
  mergeOwn();
  const head = git(clone, 'rev-parse', 'HEAD');
  expect(upgrade().error).toContain('A merge is under way');
  for (const act of ['--continue', '--undo']) expect(upgrade(act).status).toBe(1);
  expect(git(clone, 'rev-parse', 'HEAD')).toBe(head);
  expect(git(clone, 'rev-parse', '-q', '--verify', 'MERGE_HEAD')).not.toBe('');
});

test('what git refuses to begin leaves no note, and an abandoned upgrade is not undone a second time', () => {
  write(clone, { 'lib/new-place.ts': 'mine\n' });
  expect(upgrade().status).toBe(1);
  expect(upgrade('--undo').error).toContain('No upgrade has been made or begun');
  rmSync(join(clone, 'lib/new-place.ts'));
  commit(clone, 'The same place', {
    'lib/gate.ts': FIRST['lib/gate.ts'].replace('open = 1', 'open = 5'),
  });
  expect(upgrade().status).toBe(1);
  git(clone, 'merge', '--abort');
  commit(clone, 'Later', { 'lib/product/more.ts': 'export {};\n' });
  const head = git(clone, 'rev-parse', 'HEAD');
  expect(upgrade('--undo').out).toContain('nothing was changed');
  expect(git(clone, 'rev-parse', 'HEAD')).toBe(head);
});

test('it works in a linked worktree', () => {
  git(clone, 'worktree', 'add', '-q', join(root, 'linked'), '-b', 'linked');
  const done = run(
    join(root, 'linked'),
    process.execPath,
    resolve('scripts/upgrade.mjs'),
    '--without-check',
  );
  expect(done).toMatchObject({ status: 0, error: '' });
  git(clone, 'worktree', 'remove', '--force', join(root, 'linked'));
});

test('after more commits it does not go back, for they would be lost', () => {
  upgrade();
  commit(clone, 'More', { 'lib/product/more.ts': 'export {};\n' });
  expect(upgrade('--undo').error).toContain('git revert -m 1');
});

const dirty = () => write(clone, { 'lib/gate.ts': 'changed\n' });
const alone = () => {
  rmSync(join(clone, '.git'), { recursive: true });
  git(clone, 'init', '-q', '-b', 'main');
  git(clone, 'remote', 'add', 'upstream', upstream);
  git(clone, 'add', '--all');
  git(clone, 'commit', '-q', '-m', 'Unpacked');
};

test.each([
  [['v9.9.9'], () => {}, 'There is no release v9.9.9. There are: v0.1.0, v0.2.0.'],
  [['vNext'], () => {}, 'vNext is no release'],
  [['v0.1.0', 'v0.2.0'], () => {}, 'Name one release'],
  [['--nothing'], () => {}, 'docs/upgrading.md'],
  [[], dirty, 'not committed'],
  [[], alone, 'no common history'],
  [[], () => rmSync(join(clone, '.git'), { recursive: true }), 'no git repository'],
  [['--continue'], () => {}, 'No upgrade has been made or begun here'],
  [[], () => write(clone, { 'lib/new-place.ts': 'mine\n' }), 'lib/new-place.ts'],
])('%j is refused in a sentence: %#', (args, prepare, sentence) => {
  prepare();
  const { status, error } = upgrade(...args);
  expect(status).toBe(1);
  expect(error).toContain(sentence);
  expect(error).not.toContain('    at ');
});

test('without a remote what is here is used; without a release it says so', () => {
  git(clone, 'remote', 'set-url', 'origin', join(root, 'nowhere'));
  git(clone, 'tag', '-d', 'v0.1.0');
  const { status, out, error } = upgrade();
  expect([status, out]).toEqual([1, expect.stringContaining('could not be asked')]);
  expect(error).toContain('There is no release yet');
});

/** What the example is in a release, and what each of its files says there. */
const EXAMPLE_TS = (text: string, gone: string[] = []) => `// ${text}
const TAKEN_OUT: readonly string[] = [${gone.map((path) => `'${path}'`)}];
export const EXAMPLE: Example | null = ${
  gone.length > 0 ? 'null' : "{\n  plural: 'notes',\n  also: ['lib/db/{copy,lock}.test.ts'],\n}"
};
`;
const OF_EXAMPLE = [
  'app/(product)/api/v1/notes/route.ts',
  'app/(product)/notes/page.tsx',
  'lib/db/copy.test.ts',
  'lib/things/things.test.ts',
  'scripts/seed-notes.ts',
  'texts/en/notes.ts',
];
const LISTS = ['client-cli/product.mjs', 'scripts/seed-product.ts'];
const withText = (paths: string[], text: string) =>
  Object.fromEntries(paths.map((path) => [path, `export const ${text} = 1;\n`]));
const release = (tag: string, files: Record<string, string>) => {
  commit(upstream, tag, files);
  git(upstream, 'tag', tag);
};
const left = (paths: string[]) => paths.filter((path) => existsSync(join(clone, path)));

test('a clone that took notes out by hand does not get them back from where a release has moved them', () => {
  const [page = '', ...moved] = OF_EXAMPLE.filter((path) => !path.includes('things'));
  commit(clone, 'No notes', { 'lib/product/notes/note.ts': null });
  release('v0.3.0', {
    'lib/product/example.ts': EXAMPLE_TS('third'),
    ...withText([page, ...moved, 'lib/db/other.test.ts'], 'third'),
  });
  expect(upgrade('v0.3.0')).toMatchObject({ status: 0, error: '' });
  expect(left([page, ...moved, 'lib/product/notes'])).toEqual([]);
  expect(left(['lib/db/other.test.ts', 'lib/product/example.ts'])).toHaveLength(2);
});

test('after example remove a release changes nothing of it that anybody has to decide', () => {
  release('v0.3.0', {
    'lib/product/example.ts': EXAMPLE_TS('third'),
    ...withText([...OF_EXAMPLE, ...LISTS], 'third'),
  });
  expect(upgrade('v0.3.0')).toMatchObject({ status: 0, error: '' });
  const gone = [...OF_EXAMPLE, 'lib/product/notes/note.ts', 'lib/product/notes/new.ts'];
  commit(clone, 'example remove', {
    'lib/product/example.ts': EXAMPLE_TS('third', gone),
    ...Object.fromEntries(gone.map((path) => [path, null])),
    ...withText(LISTS, 'ours'),
  });
  release('v0.4.0', {
    'lib/product/example.ts': EXAMPLE_TS('fourth'),
    ...withText(
      [...OF_EXAMPLE, ...LISTS, 'texts/fr/notes.ts', 'lib/product/notes/newer.ts'],
      'fourth',
    ),
  });
  expect(upgrade('v0.4.0')).toMatchObject({ status: 0, error: '' });
  expect(left([...gone, 'texts/fr/notes.ts', 'lib/product/notes'])).toEqual([]);
  expect(read('lib/product/example.ts')).toContain('null;');
  for (const list of LISTS) expect(read(list)).toContain('ours');
});

test('a clone that keeps the example gets what a release changes of it', () => {
  const example = { 'lib/product/example.ts': EXAMPLE_TS('third') };
  release('v0.3.0', { ...example, ...withText(OF_EXAMPLE, 'third') });
  expect(upgrade('v0.3.0')).toMatchObject({ status: 0, error: '' });
  release('v0.4.0', withText([...OF_EXAMPLE, 'texts/fr/notes.ts'], 'fourth'));
  expect(upgrade('v0.4.0')).toMatchObject({ status: 0, error: '' });
  for (const path of [...OF_EXAMPLE, 'texts/fr/notes.ts']) expect(read(path)).toContain('fourth');
});

test('what is read of lib/product/example.ts is what it says', () => {
  const { patterns } = readExample(readFileSync('lib/product/example.ts', 'utf8'));
  const { own, also } = EXAMPLE ? filesOf(EXAMPLE) : { own: [], also: [] };
  const isKnown = (path: string) => isProducts(path) || patterns.some((one) => one.test(path));
  expect([...own, ...also].filter((path) => !isKnown(path))).toEqual([]);
  expect(patterns.length > 0).toBe(EXAMPLE !== null);
  expect(isKnown('lib/db/postgres/plans.test.ts')).toBe(false);
});
