import 'server-only';
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { hashFields } from '#lib/db/audit-hash';
import { BATCH, CopyRefused, listed, type Put, type Row, type Side } from '#lib/db/copy/side';
import type { CopiedTable } from '#lib/db/copy/tables';
import { takeLock } from '#lib/db/lock';
import { migrateOnce, migrationStatus } from '#lib/db/migrate';
import { withoutNull } from '#lib/db/without-null';

const claimed = new Map<string, number>();

/** A database in a file, held as a server would hold it. Only a target may be a file that is not there yet. */
export function openFileSide(file: string, mayMake: boolean): Side {
  if (!existsSync(file)) makeEmpty(file, mayMake);
  const { dev, ino } = statSync(file, { bigint: true });
  const identity = `${dev}:${ino}`;
  const release = holdAlone(file, identity);
  try {
    const sqlite = new Database(file, { fileMustExist: true, timeout: 2_000 });
    sqlite.pragma('foreign_keys = ON');
    // A migration uses it.
    sqlite.function('audit_hash', { deterministic: true, varargs: true }, hashFields);
    return sideOf({ file, identity, sqlite, release });
  } catch (error) {
    release?.();
    throw error;
  }
}

function makeEmpty(file: string, mayMake: boolean) {
  if (!mayMake) throw new CopyRefused(`There is no database at ${file}.`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'ax', 0o600));
}

type Held = {
  file: string;
  identity: string;
  sqlite: Database.Database;
  release: (() => void) | null;
};

function sideOf({ file, identity, sqlite, release }: Held): Side {
  const db = drizzle(sqlite);
  return {
    name: file,
    async claim(mark) {
      const isOther = claimed.get(identity) !== mark;
      claimed.set(identity, mark);
      return isOther;
    },
    status: async () => migrationStatus(db),
    async migrate() {
      sqlite.pragma('journal_mode = WAL');
      migrateOnce(db, file);
    },
    seal: async () => {},
    // Commands write without asking who serves: not while it is read.
    hold: async () => void sqlite.exec('begin immediate'),
    hasPeople: async () => sqlite.prepare('select 1 from users limit 1').get() !== undefined,
    count: async ({ name }) =>
      sqlite.prepare(`select count(*) from "${name}"`).pluck().get() as number,
    read: async (table, after) => {
      const rows = sqlite
        .prepare(readText(table, after))
        .raw()
        .all(after ?? []) as Row[];
      return rows.map((row) => row.map(withoutNull) as Row);
    },
    refill: (tables, work) => refill(sqlite, tables, work),
    async close() {
      claimed.delete(identity);
      if (sqlite.inTransaction) sqlite.exec('rollback');
      sqlite.close();
      release?.();
    },
  };
}

/** As a server holds its file; null when this process holds it already, and the two names are of one file. */
function holdAlone(file: string, identity: string) {
  if (claimed.has(identity)) return null;
  const release = takeLock(`${file}.serving`, 0);
  if (!release) throw new CopyRefused(`A server runs on ${file}. Stop it first.`);
  return release;
}

const readText = ({ name, columns, key }: CopiedTable, after: Row | null) =>
  `select ${listed(columns)} from "${name}" ${
    after ? `where (${listed(key)}) > (${key.map(() => '?')})` : ''
  } order by ${listed(key)} limit ${BATCH}`;

/** The triggers that guard the log are away within the transaction only, and come back with the text they had. */
async function refill(
  sqlite: Database.Database,
  tables: CopiedTable[],
  work: (put: Put) => Promise<void>,
) {
  const guards = sqlite
    .prepare("select name, sql from sqlite_schema where type = 'trigger'")
    .all() as { name: string; sql: string }[];
  for (const { name } of guards) sqlite.exec(`drop trigger "${name}"`);
  for (const { name } of tables.toReversed()) sqlite.exec(`delete from "${name}"`);
  await work(async ({ name, columns }, rows) => {
    const insert = sqlite.prepare(
      `insert into "${name}" (${listed(columns)}) values (${columns.map(() => '?')})`,
    );
    for (const row of rows) insert.run(row);
  });
  for (const { sql } of guards) sqlite.exec(sql);
  sqlite.exec('commit');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}
