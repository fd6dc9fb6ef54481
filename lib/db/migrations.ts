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

/** In the order in which they are run. Gatehouse's own stand in the table that drizzle-kit knows. */
export const AUTHORS: Author[] = [author('drizzle', 'drizzle/migrations')];

/** A migration as its file stands there; `hashes` also with the line ends of other systems. */
export type Migration = { tag: string; when: number; text: string; hashes: string[] };

/** A migration that ran, as the database tells it. Rows of drizzle's own have no tag. */
export type Ran = { tag?: string | null; hash: string; created_at: number | null };

/** What is to be run, and why nothing may be: a sentence with its fix. */
export type Status = { pending: number; isNewer: boolean; problem?: Problem };
type Problem = { says: string; fix: string };

/** What drizzle-kit writes between two statements. */
export const BREAKPOINT = '--> statement-breakpoint';
const HASH = /^[0-9a-f]{64}$/;
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
    return { tag, when, text, hashes: hashesOf(text) };
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
 * changed since, or is newer than all of them.
 */
export function compare({ folder }: Author, files: Migration[], ran: Ran[]): Status {
  const pending = files.filter((file) => !ran.some((row) => isOf(row)(file))).length;
  const latest = Math.max(0, ...files.map(({ when }) => when));
  const lost = ran.filter((row) => !files.some(isOf(row)));
  const later = lost.find(({ created_at }) => Number(created_at) > latest);
  if (later) return { pending, isNewer: true, problem: newerThan(folder, later) };
  if (lost[0]) return { pending, isNewer: false, problem: missingFrom(folder, lost[0]) };
  const changed = ran.map((row) => [row, files.find(isOf(row))] as const).find(hasChanged);
  const problem = changed?.[1] && changedSince(changed[1].tag);
  return problem ? { pending, isNewer: false, problem } : { pending, isNewer: false };
}

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
