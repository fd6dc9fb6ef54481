import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { runDevTool } from '#lib/operator/new/run-tool';
import { CommandRefused } from '#lib/operator/terminal';

type Edits = Record<string, (source: string, path: string) => string>;

const MIGRATIONS = 'drizzle/product/migrations/**/*.{sql,json}';
const FORMATTER = '@biomejs/biome/bin/biome';

/**
 * Writes new files, edits those that are there, removes others, and runs what is left to do. Everything or nothing: what
 * cannot be edited is found before the first is written, and when something fails later, every file is as it was.
 */
export async function writeAll(
  files: Record<string, string>,
  edits: Edits,
  then: () => Promise<void>,
  removed: string[] = [],
): Promise<string[]> {
  const there = Object.keys(files).find((path) => existsSync(path));
  if (there) throw new CommandRefused(`${there} is there. Nothing was written.`, 1);
  const edited = Object.entries(edits).map(([path, edit]) => {
    const before = readFileSync(path, 'utf8');
    return { path, before, after: edit(before, path) };
  });
  const before = textsOf(globSync(MIGRATIONS));
  const made = Object.keys(files).map(firstMissing);
  const kept = textsOf(removed.filter((path) => existsSync(path)));
  try {
    writeEach(Object.entries(files));
    for (const { path, after } of edited) write(path, after);
    for (const path of kept.keys()) remove(path);
    await then();
    const paths = [...Object.keys(files), ...Object.keys(edits)];
    await putInForm([...paths, ...newer(before)]);
    return [...paths, ...globSync(MIGRATIONS).filter((path) => !before.has(path))].sort();
  } catch (error) {
    const added = globSync(MIGRATIONS).filter((path) => !before.has(path));
    for (const path of [...made, ...added]) rmSync(path, { recursive: true, force: true });
    const texts = edited.map((one) => [one.path, one.before] as const);
    writeEach([...texts, ...before, ...kept]);
    throw error;
  }
}

/** What drizzle-kit has written or changed beside the SQL. */
const newer = (before: Map<string, string>) =>
  globSync(MIGRATIONS).filter(
    (path) => path.endsWith('.json') && before.get(path) !== readFileSync(path, 'utf8'),
  );

const textsOf = (paths: string[]) =>
  new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));

function writeEach(texts: Iterable<readonly [path: string, text: string]>) {
  for (const [path, text] of texts) write(path, text);
}

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A file, and the folders that are empty without it. */
function remove(path: string) {
  rmSync(path);
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    if (readdirSync(above).length > 0) return;
    rmdirSync(above);
  }
}

/** As the formatter of the project has it, where that is installed. */
async function putInForm(paths: string[]) {
  if (paths.length > 0 && existsSync('biome.json') && existsSync(`node_modules/${FORMATTER}`))
    await runDevTool(FORMATTER, 'check', '--write', ...paths);
}

/** The highest of the folders that a file needs and that are not there; the file where all are. */
function firstMissing(path: string): string {
  const above = dirname(path);
  return existsSync(above) ? path : firstMissing(above);
}
