import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsIn } from '#lib/operator/example/imports';

/** The parts of the example that are its own: where they lie, by its plural. */
const partsOf = (plural: string) => [
  `drizzle/product/${plural}.ts`,
  `lib/product/${plural}/**/*`,
  `app/(product)/${plural}/**/*`,
  `app/(product)/api/v1/${plural}/**/*`,
  `app/(product)/examples/${plural}/**/*`,
  `texts/*/${plural}.ts`,
  `scripts/seed-${plural}.ts`,
];

const TESTS = '{app,lib,drizzle,scripts,texts,client-cli,e2e}/**/*.test{,-support}.ts';
const CODE = '*.{ts,tsx,mts,mjs,js,jsx}';
/** Folders that hold no sources, of Gatehouse or of a clone. */
const MADE = /^(node_modules|data|proof|docs-site|\..*)$/;
/** The files of the example: its own, those that are declared to go with it, and the tests that cannot be without. */
export type ExampleFiles = { own: string[]; also: string[]; tests: string[] };

/** Finds them below the folder that the command is run in, each in one list. */
export function filesOf({
  plural,
  also,
}: {
  plural: string;
  also: readonly string[];
}): ExampleFiles {
  const own = found(partsOf(plural));
  const declared = found([...also]).filter((path) => !own.includes(path));
  return { own, also: declared, tests: testsOn([...own, ...declared]) };
}

const found = (patterns: string[]) =>
  [...new Set(patterns.flatMap((pattern) => filesIn(pattern)))].sort();

const filesIn = (pattern: string) =>
  globSync(pattern, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The tests, and what only tests use, that import one of these files, or one that does. */
function testsOn(files: string[]): string[] {
  const imports = new Map(globSync(TESTS).map((path) => [path, importsIn(path)]));
  const gone = new Set(files);
  for (let before = -1; before < gone.size; ) {
    before = gone.size;
    for (const [path, targets] of imports)
      if (targets.some((target) => gone.has(target))) gone.add(path);
  }
  return [...gone].filter((path) => !files.includes(path)).sort();
}

/**
 * The files that stay and import one that goes: they would be broken. `edited`: what is left of those that are edited, by
 * their paths.
 */
export function brokenWithout(gone: string[], edited: Record<string, string>): string[] {
  const isGone = new Set(gone);
  return [...globSync(CODE), ...foldersHere().flatMap(codeIn)]
    .filter((path) => !isGone.has(path))
    .filter((path) => importsIn(path, edited[path]).some((target) => isGone.has(target)))
    .sort();
}

const foldersHere = () =>
  readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !MADE.test(entry.name))
    .map(({ name }) => name);

const codeIn = (folder: string) =>
  globSync(`**/${CODE}`, { cwd: folder }).map((path) => join(folder, path));

/** Where it is written down what the files of the example were as they came: a mark for each, by its path. */
export const RECORDED = 'lib/product/example.json';

/** The marks of files: alike as long as nobody edits them, whatever ends their lines. */
export const fingerprintsOf = (paths: string[]): Record<string, string> =>
  Object.fromEntries(
    paths.map((path) => {
      const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
      return [path, createHash('sha256').update(text).digest('hex').slice(0, 16)];
    }),
  );

/** Which of the example's own files are not as they came, and which are missing. */
export function changedIn(own: string[]): string[] {
  if (!existsSync(RECORDED)) return [];
  const before = JSON.parse(readFileSync(RECORDED, 'utf8')) as Record<string, string>;
  const now = fingerprintsOf(own);
  return [...new Set([...Object.keys(before), ...own])]
    .filter((path) => now[path] !== before[path])
    .sort();
}
