import { globSync, readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { closeDb, type Db, db } from '#lib/db/client';
import { prepared, textParam } from '#lib/db/prepared';
import { addUser, beginSession, emptyTables } from '#lib/testing/database.test-support';

const columns = {
  id: sessions.id,
  isPersistent: sessions.isPersistent,
  createdAt: sessions.createdAt,
  authenticatedAt: sessions.authenticatedAt,
  idleSeconds: sessions.idleSeconds,
  clientName: oauthClients.name,
  length: sql<number>`length(${users.name})`,
};
const all = (db: Db) =>
  db
    .select(columns)
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(oauthClients, eq(oauthClients.id, sessions.clientId))
    .orderBy(sessions.id);
const own = prepared((db) =>
  all(db)
    .where(eq(sessions.userId, textParam('userId')))
    .prepare(),
);

let userId: string;

beforeEach(async () => {
  await emptyTables();
  userId = await addUser();
  for (const isPersistent of [true, false]) await beginSession(userId, { isPersistent });
});

test('a prepared query gives the rows that drizzle gives, by a reading of its own', async () => {
  await db().update(sessions).set({ authenticatedAt: null });
  const rows = await own().execute({ userId });
  expect(rows).toStrictEqual(await all(db()));
  expect(rows.map(({ createdAt }) => createdAt instanceof Date)).toEqual([true, true]);
  expect(rows.map(({ isPersistent }) => isPersistent).sort()).toEqual([false, true]);
  expect(rows[0]).toMatchObject({ authenticatedAt: null, clientName: null });
  // Where drizzle kept the columns elsewhere, ours would silently be no longer used.
  expect(own()).toHaveProperty('customResultMapper', expect.any(Function));
});

test('a query whose rows are put together of several tables is read by drizzle', async () => {
  const both = prepared((db) =>
    db
      .select()
      .from(sessions)
      .leftJoin(oauthClients, eq(oauthClients.id, sessions.clientId))
      .prepare(),
  );
  expect(both()).toHaveProperty('customResultMapper', undefined);
  const [row] = await both().execute();
  expect(row).toMatchObject({ sessions: { userId }, oauth_clients: null });
});

test('it is built once for an opened database', () => {
  const first = own();
  expect(own()).toBe(first);
  void closeDb();
  expect(own()).not.toBe(first);
});

/** Queries that take a bare value nevertheless: by a unique key, where SQLite does not look at it, or not hot. */
const BARE = [
  'lib/accounts/verify-passkey.ts',
  'lib/accounts/verify-password.ts',
  'lib/audit/rows.ts',
];
/** A comparison with anything but a column or a value that is given, and a bare limit. */
const TAKES_BARE =
  /placeholder\(|\.limit\((?!integerParam)|\b(eq|gte?|lte?)\([\w.]+, (?!textParam|integerParam|sql`|\w+\.\w+\))/;

/** What stands in a file as a constant of its own: a query, or a piece of one. */
const TOP_LEVEL = /^const \w+ =(?: .*;$|[\s\S]*?^\S[^\n]*;$)/gm;

test('no prepared query takes a value for which SQLite would plan it anew', () => {
  const files = globSync('lib/**/*.ts').filter((path) => !/\.test(-support)?\.ts$/.test(path));
  const found = files.filter((path) => {
    const source = readFileSync(path, 'utf8');
    const queries =
      source.match(TOP_LEVEL)?.filter((text) => /prepared\(|[( ]\(?(and|eq)\(/.test(text)) ?? [];
    return source.includes('= prepared(') && queries.some((query) => TAKES_BARE.test(query));
  });
  expect(found.sort()).toEqual(BARE);
});
