import 'server-only';
import { AUTHORS } from '#lib/db/migrations';
import type { PgClient } from '#lib/db/postgres/host';
import { postgresMigrations, sqlStatements } from '#lib/db/postgres/translate';

const FUNCTION = /^CREATE (?:OR REPLACE )?FUNCTION (audit_\w+)\([\s\S]*? AS \$\$([\s\S]*)\$\$;?$/i;
const TRIGGER = /^CREATE (?:CONSTRAINT )?TRIGGER (audit_\w+) [\s\S]*?;?$/i;
const TRIGGERS = `select tgname as name, pg_get_triggerdef(oid, true) as text from pg_trigger
  where not tgisinternal and tgenabled in ('O', 'A')`;
const FUNCTIONS = `select proname as name, prosrc as text from pg_proc
  where pronamespace = current_schema()::regnamespace`;

/**
 * The names of the triggers by which the database refuses changes of the log, and of the functions that these run, that
 * are not there, are switched off, or have not the text that the migrations gave them.
 */
export async function missingInPostgres(client: PgClient): Promise<string[]> {
  const found = new Set<string>();
  for (const text of [TRIGGERS, FUNCTIONS])
    for (const row of (await client.query(text)).rows) found.add(`${row.name} ${plain(row.text)}`);
  return [...expected()]
    .filter(([name, text]) => !found.has(`${name} ${text}`))
    .map(([name]) => name);
}

/** As the migrations leave them: what a later one makes anew counts as it says. */
function expected(): Map<string, string> {
  const guards = new Map<string, string>();
  const statements = AUTHORS.flatMap((author) =>
    postgresMigrations(author).flatMap(({ text }) => sqlStatements(text)),
  );
  for (const statement of statements) {
    const [, name, body] = statement.match(FUNCTION) ?? statement.match(TRIGGER) ?? [];
    if (name) guards.set(name, plain(body ?? statement));
    const [, gone] = statement.match(/^DROP (?:TRIGGER|FUNCTION) (audit_\w+)/i) ?? [];
    if (gone) guards.delete(gone);
  }
  return guards;
}

const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/;?\s*$/, '')
    .trim();
