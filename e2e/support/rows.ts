import { openDatabase } from './open-database.ts';
import type { TestServer } from './server.ts';

type Row = Record<string, string | number | null>;

/** Reads the server's database beside it, changing nothing. */
export function rows(server: TestServer, sql: string, ...values: unknown[]): Row[] {
  const database = openDatabase(server.database, { readonly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

/** How many rows of each table there are: the same before and after means nothing was written. */
export const countRows = (server: TestServer) =>
  Object.fromEntries(
    ['users', 'sessions', 'codes', 'outbox'].map((table) => [
      table,
      rows(server, `select count(*) as count from ${table}`)[0]?.['count'],
    ]),
  );

/** Changes rows behind the server's back: the only clock the tests have. */
export function change(server: TestServer, sql: string, ...values: unknown[]): number {
  const database = openDatabase(server.database);
  try {
    return database.prepare(sql).run(...values).changes;
  } finally {
    database.close();
  }
}

/** How many sessions an account has. */
export const sessionsOf = (server: TestServer, email: string) =>
  rows(
    server,
    'select s.id from sessions s join users u on u.id = s.user_id where u.email = ?',
    email,
  ).length;

/** The hash of somebody's password. */
export const storedPassword = (server: TestServer, email: string) =>
  String(
    rows(
      server,
      "select secret from credentials where kind = 'password' and user_id = (select id from users where email = ?)",
      email,
    )[0]?.['secret'],
  );

/** Puts another hash of somebody's password there. */
export const storePassword = (server: TestServer, email: string, hash: string) =>
  change(
    server,
    "update credentials set secret = ? where kind = 'password' and user_id = (select id from users where email = ?)",
    hash,
    email,
  );
