import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Somebody who writes migrations: a folder with a journal of its own, and a table that knows which ran. */
export type Author = { name: string; folder: string; table: string };

/** The migrations in a folder; the table of rows for an author's name is never that of another's. */
export const author = (name: string, folder: string): Author => ({
  name,
  folder: resolve(folder),
  table: `__${name}_migrations`,
});

/** In the order in which they are run: Gatehouse's own, in the table that drizzle-kit knows, and those of the product. */
export const AUTHORS: Author[] = [
  author('drizzle', 'drizzle/migrations'),
  author('product', 'drizzle/product/migrations'),
];

/**
 * A migration as its file stands there; `hashes` also with the line ends of other systems. A version that knows
 * `compatibleFrom` serves on what it makes of the tables.
 */
export type Migration = {
  tag: string;
  when: number;
  text: string;
  hashes: string[];
  compatibleFrom: string;
};

/** A migration that ran, as the database tells it. Rows of drizzle's own have no tag. */
export type Ran = {
  tag?: string | null;
  hash: string;
  created_at: number | null;
  compatible_from?: string | null;
};

/** The columns of their table that versions before this one did not make. */
export const LATER_COLUMNS = ['tag', 'compatible_from'];

/**
 * What is to be run, and why nothing may be: a sentence with its fix. `ahead` is how many ran that this version does not
 * know and can serve on.
 */
export type Status = { pending: number; isNewer: boolean; ahead?: number; problem?: Problem };
type Problem = { says: string; fix: string };

/** What drizzle-kit writes between two statements. */
export const BREAKPOINT = '--> statement-breakpoint';
const HASH = /^[0-9a-f]{64}$/;
/** A migration that takes away what versions before it read says so by its name; any other only adds. */
const CONTRACTS = /^\d+_contract_/;
/** By this line a contract says which migration a version has to know to serve on without what it takes away. */
const COMPATIBLE_FROM = /^-- compatible_from: (\w+)$/m;
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The migrations of an author, in the order of the journal. Throws when a file of the journal is missing. */
export function readMigrations({ folder }: Author): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  return journal.entries.map(({ tag, when }) => {
    const file = join(folder, `${tag}.sql`);
    if (!existsSync(file)) throw new Error(`The journal names ${tag}, but ${file} is missing.`);
    const text = readFileSync(file, 'utf8');
    const said = text.match(COMPATIBLE_FROM)?.[1];
    const compatibleFrom = said ?? (CONTRACTS.test(tag) ? tag : (journal.entries[0]?.tag ?? tag));
    return { tag, when, text, hashes: hashesOf(text), compatibleFrom };
  });
}

/** The hash of a file as it stands there, and with the line ends of other systems. */
export function hashesOf(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n');
  return [text, lines, lines.replaceAll('\n', '\r\n')].map(hashOf);
}

/**
 * The migration that a row is about: by its tag; of drizzle's own rows, which have none, by hash, or else by
 * the moment that the journal and the row have from one clock.
 */
export const isOf =
  ({ tag, hash, created_at }: Ran) =>
  (migration: Migration): boolean =>
    tag
      ? migration.tag === tag
      : migration.hashes.includes(hash) || migration.when === Number(created_at);

/**
 * Compares the migrations of an author with those that ran, as two sets: what was merged later may have been
 * written earlier, and still has to run. Nothing may be run when one that ran is missing from the files, was
 * changed since, or is newer than all of them and takes away what this version reads.
 */
export function compare({ folder }: Author, files: Migration[], ran: Ran[]): Status {
  const pending = files.filter((file) => !ran.some((row) => isOf(row)(file))).length;
  const latest = Math.max(0, ...files.map(({ when }) => when));
  const lost = ran.filter((row) => !files.some(isOf(row)));
  const later = lost.filter(({ created_at }) => Number(created_at) > latest);
  const refusing = later.find((row) => !files.some(isEnoughFor(row)));
  if (refusing) return { pending, isNewer: true, problem: newerThan(folder, refusing) };
  const missing = lost.find((row) => !later.includes(row));
  if (missing) return { pending, isNewer: false, problem: missingFrom(folder, missing) };
  const changed = ran.map((row) => [row, files.find(isOf(row))] as const).find(hasChanged);
  const problem = changed?.[1] && changedSince(changed[1].tag);
  if (problem) return { pending, isNewer: false, problem };
  return { pending, isNewer: false, ...(later.length > 0 && { ahead: later.length }) };
}

/** Rows of before it was written down say nothing, and then nothing is enough. */
const isEnoughFor =
  ({ compatible_from }: Ran) =>
  ({ tag }: Migration): boolean =>
    tag === compatible_from;

const hasChanged = ([row, file]: readonly [Ran, Migration | undefined]) =>
  // What is no hash of a file was written by nobody who reads files.
  HASH.test(row.hash) && !file?.hashes.includes(row.hash);

const named = ({ tag, created_at }: Ran) =>
  tag ?? `of ${new Date(Number(created_at)).toISOString()}`;

const newerThan = (folder: string, row: Ran): Problem => ({
  says: `The database was changed by a newer version of Gatehouse: the migration ${named(row)} is not in ${folder}.`,
  fix: 'Start that version, or restore a backup.',
});

const missingFrom = (folder: string, row: Ran): Problem => ({
  says: `The migration ${named(row)} ran on this database and is missing from ${folder}.`,
  fix: 'Put its file and its entry in the journal back, or restore a backup.',
});

const changedSince = (tag: string): Problem => ({
  says: `The migration ${tag} was changed after it had run on this database: its hash differs.`,
  fix: 'Put the file back as it was; a change needs a migration of its own.',
});
