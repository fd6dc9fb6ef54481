import 'server-only';
import { MigrationsDiffer, NewerDatabaseError, statusFrom } from '#lib/db/migrate';
import { AUTHORS, type Author, isOf, type Migration, type Ran } from '#lib/db/migrations';
import type { PgClient } from '#lib/db/postgres/host';
import { postgresMigrations, sqlStatements } from '#lib/db/postgres/translate';

/** Held by the process that runs a migration, until it has run. */
const ONE_MIGRATES = 5_577_017;
/** Waiting for a table longer than this would hold up everybody who wants it after us. */
const LOCK_TIMEOUT = '5s';
/** An index on a large table takes its time, and so does waiting for another node that makes it. */
const ANSWER_MS = 3_600_000;

/**
 * Brings the tables up to date. When several nodes start at the same time one runs each migration, the others wait
 * and find it there; it happens whole or not at all. Refuses a database on which something ran that is newer, missing
 * or different here.
 */
export async function migratePostgres(client: PgClient, authors = AUTHORS) {
  const { pending, isNewer, problem } = await postgresStatus(client, authors);
  if (problem) {
    const Kind = isNewer ? NewerDatabaseError : MigrationsDiffer;
    throw new Kind(`${problem.says} ${problem.fix}`);
  }
  if (pending === 0) return;
  for (const author of authors)
    for (const migration of postgresMigrations(author)) await run(client, author, migration);
}

/** How many migrations are still to be run, and why none may be, if there is a reason. */
export async function postgresStatus(client: PgClient, authors = AUTHORS) {
  const ran = new Map<Author, Ran[] | null>();
  for (const author of authors) ran.set(author, await ranIn(client, author));
  return statusFrom((author) => ran.get(author) ?? null, authors, postgresMigrations);
}

async function ranIn(client: PgClient, { table }: Author): Promise<Ran[] | null> {
  const found = await client.query('select to_regclass($1) as name', [`"${table}"`]);
  if (found.rows[0].name === null) return null;
  return (await client.query(`select tag, hash, created_at from "${table}"`)).rows;
}

async function run(client: PgClient, author: Author, migration: Migration) {
  const { tag, when, text, hashes } = migration;
  await client.query('begin');
  try {
    await slowly(client, `select pg_advisory_xact_lock(${ONE_MIGRATES})`);
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(
      `create table if not exists "${author.table}" (id bigint generated always as identity primary key, hash text not null, created_at bigint, tag text)`,
    );
    const ran = (await ranIn(client, author)) ?? [];
    if (!ran.some((row) => isOf(row)(migration))) {
      for (const statement of sqlStatements(text)) await slowly(client, statement);
      await client.query(
        `insert into "${author.table}" (hash, created_at, tag) values ($1, $2, $3)`,
        [hashes[0], when, tag],
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

const slowly = (client: PgClient, text: string) =>
  client.query({ text, query_timeout: ANSWER_MS } as { text: string });
