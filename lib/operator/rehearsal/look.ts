import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { rootName, rootOf } from '#lib/crypto/roots';
import { checkSettings } from '#lib/env';
import { secretFile } from '#lib/env/root-secret';
import { CommandRefused } from '#lib/operator/terminal';

/** What a database of ours has at least. */
const OURS = ['users', 'sessions', 'root_secrets', 'audit_head', '__drizzle_migrations'];

export type Content = {
  /** How many rows each table has. */
  tables: Record<string, number>;
  /** The last entry of the audit log, as `audit verify --head` takes it; null where the log is empty. */
  head: string | null;
  /** Whether the secret that is set here is one that the backup was made under; null where none is set, or none was. */
  isOfThisSecret: boolean | null;
};

/**
 * Looks into a copy, page by page, and makes it deaf: no mail that was on its way goes out once more, and no site hears that
 * sessions have ended, when a server starts from it. Refuses what is damaged or is no database of Gatehouse.
 */
export function lookInto(copy: string, file: string): Content {
  const sqlite = open(copy, file);
  try {
    const column = (query: string) =>
      sqlite
        .prepare(query)
        .all()
        .map((row) => String(Object.values(row)[0]));
    const names = column(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    );
    if (OURS.some((name) => !names.includes(name)))
      throw new CommandRefused(`${file} is no database of Gatehouse.`, 1);
    const counts = names.map((name) => [
      name,
      Number(column(`select count(*) from "${name.replaceAll('"', '""')}"`)[0]),
    ]);
    const [head = null] = column("select seq || ':' || hash from audit_head where seq > 0");
    const isOfThisSecret = isOneOf(column('select id from root_secrets'));
    deafen(sqlite);
    return { tables: Object.fromEntries(counts), head, isOfThisSecret };
  } finally {
    sqlite.close();
  }
}

function open(copy: string, file: string): DatabaseSync {
  const sqlite = new DatabaseSync(copy);
  const says = faultOf(sqlite);
  if (!says) return sqlite;
  sqlite.close();
  throw new CommandRefused(`${file} is damaged: ${says}`, 1);
}

function faultOf(sqlite: DatabaseSync): string | null {
  try {
    const [checked] = Object.values(sqlite.prepare('pragma integrity_check(1)').get() ?? {});
    return checked === 'ok' ? null : String(checked);
  } catch (error) {
    return (error as Error).message;
  }
}

/** An older copy lacks what came later. */
function deafen(sqlite: DatabaseSync) {
  const has = (table: string, column: string) =>
    sqlite.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column);
  sqlite.exec('delete from outbox');
  if (has('logout_notices', 'id')) sqlite.exec('delete from logout_notices');
  if (has('oauth_clients', 'backchannel_logout_uri'))
    sqlite.exec('update oauth_clients set backchannel_logout_uri = null');
}

function isOneOf(roots: string[]): boolean | null {
  const secrets = secretsHere();
  if (!secrets || roots.length === 0) return null;
  return secrets.some((secret) => roots.includes(rootName(rootOf(secret))));
}

function secretsHere(): string[] | null {
  const checked = checkSettings(process.env);
  if (!checked.ok) return null;
  const { SESSION_SECRET, DATABASE_URL } = checked.settings;
  if (SESSION_SECRET) return SESSION_SECRET;
  const kept = secretFile(DATABASE_URL);
  return existsSync(kept) ? [readFileSync(kept, 'utf8').trim()] : null;
}
