import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'; // biome-ignore format: one list
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { asksForPostgres, hasTools, isInstalled, NOTE, needed } from './needed.mjs';
import { slim } from './slim.mjs';

const HERE = `${process.platform}-${process.arch}`;
const OWN_NODE = `node_modules/node-${HERE}`;

/** A lock file as npm writes it: what serves, a tool, and tools that something takes if they are there. */
const PACKAGES = {
  '': { dependencies: { next: '1', argon: '1' }, devDependencies: { vitest: '1', browser: '1' } },
  'node_modules/next': {
    version: '1',
    dependencies: { inner: '1' },
    optionalDependencies: { [`@next/swc-${HERE}`]: '1' },
    peerDependencies: { react: '1', browser: '1' },
    peerDependenciesMeta: { browser: { optional: true } },
  },
  [`node_modules/@next/swc-${HERE}`]: { version: '1', optional: true },
  'node_modules/next/node_modules/inner': { version: '2' },
  'node_modules/inner': { version: '1', dev: true },
  'node_modules/react': { version: '1' },
  'node_modules/argon': {
    version: '1',
    optionalDependencies: { 'argon-here': '1', 'argon-there': '1' },
  },
  'node_modules/argon-here': { version: '1', optional: true },
  'node_modules/argon-there': { version: '1', optional: true },
  'node_modules/vitest': { version: '1', dev: true },
  'node_modules/browser': { version: '1', devOptional: true },
  [OWN_NODE]: { version: '24', optional: true },
} as Record<string, object>;
Object.assign(PACKAGES[''] as object, { optionalDependencies: { [`node-${HERE}`]: '24' } });

const SERVING = [
  'node_modules/next',
  'node_modules/next/node_modules/inner',
  'node_modules/react',
  'node_modules/argon',
  'node_modules/argon-here',
];
const ALL = Object.keys(PACKAGES).filter((path) => path !== '' && !path.endsWith('argon-there'));
const WITHOUT_TOOLS = ALL.filter((path) => !/vitest$|^node_modules\/inner$/.test(path));

/** A clone in which these are installed. */
function installed(places: string[]) {
  const root = makeFolder();
  const packages = Object.fromEntries(places.map((path) => [path, PACKAGES[path]]));
  put(root, 'package-lock.json', JSON.stringify({ packages: PACKAGES }));
  put(root, NOTE, JSON.stringify({ packages }));
  for (const path of places) put(root, join(path, 'index.js'), '');
  return root;
}
function put(root: string, file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const noted = (root: string) =>
  Object.keys(JSON.parse(readFileSync(join(root, NOTE), 'utf8')).packages);

test('serving needs what the dependencies need, and no tool that one of them takes if it is there', () => {
  expect([...needed(PACKAGES)].sort()).toEqual(
    [...SERVING, 'node_modules/argon-there', `node_modules/@next/swc-${HERE}`, OWN_NODE].sort(),
  );
});

const STATES: [string, string[], forServing: boolean, ownNode: string | null, is: boolean][] = [
  ['all', ALL, false, OWN_NODE, true],
  ['all, for serving', ALL, true, OWN_NODE, true],
  ['without tools', WITHOUT_TOOLS, false, OWN_NODE, false],
  ['without tools, for serving', WITHOUT_TOOLS, true, OWN_NODE, true],
  ['slim, for serving', [...SERVING, OWN_NODE], true, OWN_NODE, true],
  ['slim without the Node that is needed', SERVING, true, OWN_NODE, false],
  ['slim without a Node that is not needed', SERVING, true, null, true],
  ['without one that serves', SERVING.slice(1), true, null, false],
  ['nothing', [], true, null, false],
];
test.each(STATES)('installed is %s: %#', (_, places, forServing, ownNode, is) => {
  expect(isInstalled(installed(places), { forServing, ownNode })).toBe(is);
});

test('another version is not what is wanted, and without npm’s note nothing is installed', () => {
  const root = installed(ALL);
  put(
    root,
    NOTE,
    JSON.stringify({ packages: { ...PACKAGES, 'node_modules/react': { version: '0' } } }),
  );
  expect(isInstalled(root, { forServing: true, ownNode: null })).toBe(false);
  expect(isInstalled(makeFolder(), { forServing: true, ownNode: null })).toBe(false);
});

test('what serving never reads is taken away and out of the note, and the rest serves', () => {
  const root = installed(WITHOUT_TOOLS);
  const [sqlite, bin] = ['node_modules/better-sqlite3', 'node_modules/.bin'];
  const unread = [
    'node_modules/next/dist/a.js.map',
    'node_modules/next/dist/deep/b.d.ts.map',
    'node_modules/next/dist/docs/a.md',
    `${sqlite}/deps/sqlite3.c`,
    `${sqlite}/prebuilds/plan9-mips.node`,
  ];
  const read = [
    'node_modules/next/dist/a.js',
    'node_modules/next/dist/map.js',
    `${sqlite}/prebuilds/${HERE}.node`,
    `${bin}/next`,
  ];
  for (const file of [...unread, ...read]) put(root, file, '');
  const gone = slim(root);
  expect(gone.sort()).toEqual([`node_modules/@next/swc-${HERE}`, 'node_modules/browser']);
  expect(unread.filter((file) => existsSync(join(root, file)))).toEqual([]);
  expect(read.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(noted(root).sort()).toEqual([...SERVING, OWN_NODE].sort());
  expect(isInstalled(root, { forServing: true, ownNode: OWN_NODE })).toBe(true);
  expect(isInstalled(root, { forServing: false, ownNode: OWN_NODE })).toBe(false);
});

test('the Node that comes along goes only when it is said', () => {
  const root = installed(WITHOUT_TOOLS);
  slim(root);
  expect(existsSync(join(root, OWN_NODE))).toBe(true);
  expect(slim(root, { withoutNode: true })).toEqual([OWN_NODE]);
  expect(existsSync(join(root, OWN_NODE))).toBe(false);
});

test('where tools are installed nothing is touched, and a word for a container is refused', () => {
  const root = installed(ALL);
  put(root, 'node_modules/next/dist/a.js.map', '');
  expect(hasTools(root)).toBe(true);
  expect(slim(root)).toEqual([]);
  expect(() => slim(root, { withoutNode: true })).toThrow('Run: npm ci --omit=dev');
  expect(noted(root)).toEqual(ALL);
  expect(readdirSync(join(root, 'node_modules/next/dist'))).toEqual(['a.js.map']);
  expect(() => slim(makeFolder(), { withoutNode: true })).toThrow('Nothing is installed here.');
});

/** A package of each kind that the clone depends on or leaves out, and the place where its files are. */
const KINDS: [string, place: string, of: string, goes: boolean][] = [
  ['a registry package', 'node_modules/one', '', false],
  ['a registry package that is not needed', 'node_modules/one', 'nothing', true],
  ['a folder inside', 'packages/one', 'dependencies', false],
  ['a folder inside, of development', 'packages/one', 'devDependencies', false],
  ['a folder outside', '../one', 'dependencies', false],
  ['a folder outside, of development', '../one', 'devDependencies', false],
  ['a workspace', 'packages/one', 'workspaces', false],
  ['a folder that is not needed any more', 'packages/one', 'nothing', false],
];
test.each(KINDS)('the sources of %s at %s (%s) go: %s', (_, place, of, goes) => {
  const root = join(makeFolder(), 'clone');
  const isLink = !place.startsWith('node_modules/');
  const isNeeded = !/devD|nothing/.test(of);
  const packages = {
    '':
      of === 'workspaces'
        ? { workspaces: ['packages/*'] }
        : { [of || 'dependencies']: { one: '1' } },
    [place]: {
      version: '1',
      dependencies: { inner: '1' },
      ...(of === 'devDependencies' && { dev: true }),
    },
    ...(isLink && { 'node_modules/one': { resolved: place, link: true } }),
    'node_modules/inner': { version: '1', devOptional: true },
  } as Record<string, object>;
  if (of === 'nothing') packages[place] = { version: '1', devOptional: true };
  put(root, 'package-lock.json', JSON.stringify({ packages }));
  put(root, join(place, 'src/a.js'), 'mine');
  put(root, join(place, 'src/a.js.map'), 'mine');
  put(root, 'node_modules/inner/a.js', '');
  const { '': _root, ...there } = packages;
  // npm leaves the link to a tool out, and goes on to list the folder.
  if (of === 'devDependencies') delete there['node_modules/one'];
  put(root, NOTE, JSON.stringify({ packages: there }));
  if (isLink && there['node_modules/one'])
    symlinkSync(join('..', place), join(root, 'node_modules/one'));
  slim(root);
  expect(existsSync(join(root, place, 'src/a.js'))).toBe(!goes);
  expect(existsSync(join(root, 'node_modules/one'))).toBe(isNeeded);
  expect(existsSync(join(root, place, 'src/a.js.map')), 'a map').toBe(isLink);
  expect(existsSync(join(root, 'node_modules/inner')), 'what it needs').toBe(isNeeded);
  expect(isInstalled(root, { forServing: true, ownNode: null })).toBe(true);
});

test('what is linked in the place of a package that is made smaller keeps its sources', () => {
  const root = installed(WITHOUT_TOOLS);
  put(root, 'fork/src/a.c', 'mine');
  put(root, 'fork/prebuilds/plan9-mips.node', 'mine');
  symlinkSync('../fork', join(root, 'node_modules/better-sqlite3'));
  slim(root);
  for (const file of ['src/a.c', 'prebuilds/plan9-mips.node'])
    expect([file, existsSync(join(root, 'fork', file))]).toEqual([file, true]);
});

test('a link that is missing is missing', () => {
  const root = makeFolder();
  const link = { 'node_modules/one': { resolved: 'one', link: true }, one: {} };
  put(
    root,
    'package-lock.json',
    JSON.stringify({ packages: { '': { workspaces: ['one'] }, ...link } }),
  );
  put(root, NOTE, JSON.stringify({ packages: { one: {} } }));
  expect(isInstalled(root, { forServing: true, ownNode: null })).toBe(false);
});

const { postinstall } = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
const withScripts = (root: string) => {
  for (const name of ['needed.mjs', 'slim.mjs'])
    cpSync(`scripts/${name}`, join(root, 'scripts', name));
  return root;
};
const broken = (root: string) => {
  put(root, NOTE, 'no JSON');
  return root;
};
/** What npm may find when it has installed, whether that ends well, and whether what serving never reads is gone. */
const AFTER: [string, () => string, ends: number, isGone: boolean][] = [
  ['the manifest alone, as in an image', makeFolder, 0, false],
  ['a clone in which only the lock file was made', () => withScripts(makeFolder()), 0, false],
  ['an installation without scripts', () => installed(WITHOUT_TOOLS), 0, false],
  ['an installation with tools', () => withScripts(installed(ALL)), 0, false],
  ['an installation for serving', () => withScripts(installed(WITHOUT_TOOLS)), 0, true],
  ['a note that cannot be read', () => broken(withScripts(installed(WITHOUT_TOOLS))), 1, false],
];
test.each(AFTER)('npm calls it over %s', (_, make, ends, isGone) => {
  const root = make();
  put(root, 'package.json', '{}');
  put(root, 'node_modules/next/a.js.map', '');
  const { status, stderr } = spawnSync(postinstall, { cwd: root, shell: true, encoding: 'utf8' });
  expect([status, stderr.includes('SyntaxError')]).toEqual([ends, ends === 1]);
  expect(existsSync(join(root, 'node_modules/next/a.js.map'))).toBe(!isGone);
});

test.each([
  ['bench', ['--postgres'], true],
  ['check', ['--postgres'], true],
  ['bench', ['--only', 'x', '--import'], true],
  ['prove', ['--nodes'], true],
  ['prove', ['--write-docs'], false],
  ['bench', [], false],
])('%s %j needs the programs of PostgreSQL: %s', (_, given, needs) => {
  expect(asksForPostgres(given)).toBe(needs);
});
