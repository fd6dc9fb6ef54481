import 'server-only';
import { sql } from 'drizzle-orm';
import { postgres, sqliteDb } from '#lib/db/client';
import { AUTHORS, BREAKPOINT, readMigrations } from '#lib/db/migrations';

type Guard = { name: string; text: string };

const OF_THE_LOG = /^`?audit_/;

/**
 * The names of the triggers by which the database refuses changes of the log, and that are not there, or have not
 * the text that the migrations gave them.
 */
export async function missingGuards(): Promise<string[]> {
  return (await postgres()?.missingGuards()) ?? missingInFile();
}

function missingInFile(): string[] {
  const there = new Map(found().map(({ name, text }) => [name, text]));
  return expected()
    .filter(({ name, text }) => there.get(name) !== text)
    .map(({ name }) => name);
}

const found = (): Guard[] =>
  sqliteDb()
    .all<Guard>(sql`select name, sql as text from sqlite_schema where type = 'trigger'`)
    .map(({ name, text }) => ({ name, text: plain(text) }));

/** As the migrations leave them: what a later one makes anew or takes away counts as it says. */
function expected(): Guard[] {
  const guards = new Map<string, string>();
  const statements = AUTHORS.flatMap((author) =>
    readMigrations(author).flatMap(({ text }) => text.split(BREAKPOINT)),
  );
  for (const statement of statements.map(plain)) {
    const [, act, name = ''] = statement.match(MAKES) ?? [];
    if (!OF_THE_LOG.test(name)) continue;
    if (act === 'CREATE') guards.set(name, statement);
    else guards.delete(name);
  }
  return [...guards].map(([name, text]) => ({ name, text }));
}

const MAKES = /^(CREATE|DROP) TRIGGER (?:IF EXISTS )?`?(\w+)`?/i;

/** Without comments, white space and what ends a statement: SQLite keeps the text, but not these. */
const plain = (text: string) =>
  text
    .replace(/^\s*--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/;?\s*$/, '')
    .trim();
