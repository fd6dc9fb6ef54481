import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { MigrationsDiffer, NewerDatabaseError, statusFrom } from '#lib/db/migrate';
import {
  AUTHORS,
  type Author,
  isOf,
  LATER_COLUMNS,
  type Migration,
  type Ran,
} from '#lib/db/migrations';
import type { PgClient } from '#lib/db/postgres/host';
import { ONE } from '#lib/db/postgres/locks';
import { postgresMigrations, sqlStatements } from '#lib/db/postgres/translate';

/** Waiting for a table longer than this would hold up everybody who wants it after us: then it is given up for a while. */
const LOCK_TIMEOUT = '2s';
const LOCK_NOT_AVAILABLE = '55P03';
const PAUSE_MS = 500;
const MOST_TRIES = 30;
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
  return (await client.query(`select * from "${table}"`)).rows;
}

/** Again and again while somebody holds a table: whoever serves meanwhile goes on between two tries. */
async function run(client: PgClient, author: Author, migration: Migration) {
  for (let tries = 1; ; tries++) {
    try {
      return await runWhole(client, author, migration);
    } catch (error) {
      const isHeld = (error as { code?: string }).code === LOCK_NOT_AVAILABLE;
      if (!isHeld || tries === MOST_TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function runWhole(client: PgClient, author: Author, migration: Migration) {
  const { tag, when, text, hashes, compatibleFrom } = migration;
  await client.query('begin');
  try {
    await slowly(client, `select pg_advisory_xact_lock(${ONE.migrates})`);
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(
      `create table if not exists "${author.table}" (id bigint generated always as identity primary key, hash text not null, created_at bigint)`,
    );
    for (const column of LATER_COLUMNS)
      await client.query(`alter table "${author.table}" add column if not exists ${column} text`);
    const ran = (await ranIn(client, author)) ?? [];
    if (!ran.some((row) => isOf(row)(migration))) {
      for (const statement of sqlStatements(text)) await slowly(client, statement);
      await client.query(
        `insert into "${author.table}" (hash, created_at, tag, compatible_from) values ($1, $2, $3, $4)`,
        [hashes[0], when, tag, compatibleFrom],
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
