import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Author,
  BREAKPOINT,
  hashesOf,
  type Migration,
  readMigrations,
} from '#lib/db/migrations';

/** What means the same to both once names and types are written as PostgreSQL writes them. */
const ALIKE =
  /^(CREATE TABLE|CREATE (UNIQUE )?INDEX|ALTER TABLE \S+ (ADD|DROP COLUMN|RENAME)|DROP (TABLE|INDEX)|INSERT INTO|UPDATE|DELETE FROM)\b/i;
const NOT_ALIKE = /\b(blob|group_concat|unixepoch|strftime|datetime|json_\w+|glob|replace into)\b/i;

/**
 * The migrations of an author as they run on PostgreSQL. What drizzle-kit writes is translated as it is run; a migration
 * with more in it has a file of its own, postgres/TAG.sql beside it, that leads to the same tables.
 */
export const postgresMigrations = (author: Author): Migration[] =>
  readMigrations(author).map((migration) => {
    const file = join(author.folder, 'postgres', `${migration.tag}.sql`);
    if (!existsSync(file)) return { ...migration, text: translate(migration) };
    const text = readFileSync(file, 'utf8');
    return { ...migration, text, hashes: [...hashesOf(text), ...migration.hashes] };
  });

function translate({ tag, text }: Migration): string {
  const statements = sqlStatements(text);
  const other = statements.find((one) => !ALIKE.test(one) || NOT_ALIKE.test(one));
  if (other)
    throw new Error(
      `The migration ${tag} says what PostgreSQL does not understand: "${other.slice(0, 60)} …". Write it for PostgreSQL too, in postgres/${tag}.sql beside it.`,
    );
  return statements.map(inPostgres).join(BREAKPOINT);
}

/**
 * The same bytes in both: every text is compared by its bytes, and numbers, times and flags have 64 bits.
 */
const inPostgres = (statement: string) =>
  statement
    .replaceAll('`', '"')
    .replace(/("\w+") text\b/g, '$1 text COLLATE "C"')
    .replace(/("\w+") integer\b/g, '$1 bigint')
    .replace(/\bDEFAULT (false|true)\b/g, (_, flag) => `DEFAULT ${flag === 'true' ? 1 : 0}`);

/** The statements of a migration, without comments. */
export const sqlStatements = (text: string): string[] =>
  text
    .split(BREAKPOINT)
    .map((one) => one.replace(/^\s*--.*$/gm, '').trim())
    .filter((one) => one !== '');
