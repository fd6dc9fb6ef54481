import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, type TestContext, vi } from 'vitest';
import {
  initDatabase,
  newClusterFolder,
  runAsPostgres,
  serverIn,
} from '#lib/testing/cluster.test-support';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The files of a server, made once for a test file and copied for each pair. */
let files: string | null = null;
afterAll(() => {
  if (files) rmSync(files, { recursive: true });
});
function newFiles(): string {
  if (!files) {
    files = newClusterFolder();
    initDatabase(files);
  }
  return files;
}

/** Asks one server something, on a connection of its own. */
async function ask(port: number, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'gatehouse',
    database: 'postgres',
    query_timeout: 15_000,
  });
  client.on('error', () => {});
  await client.connect();
  return await client
    .query(text)
    .then(
      ({ rows }) => rows,
      (error) => Promise.reject(error),
    )
    .finally(() => client.end());
}

function newServer(port: number, lines: string[], { onTestFinished }: TestContext) {
  const folder = newClusterFolder();
  const said = lines.map((line) => `echo "${line}" >> data/postgresql.auto.conf`).join('; ');
  runAsPostgres(folder, 'sh', ['-c', `cp -a ${join(newFiles(), 'data')} data; ${said || ':'}`]);
  const server = serverIn(folder, { port });
  onTestFinished(() => server.remove());
  const change = async (setting: string) => {
    await ask(port, `alter system set ${setting}`);
    await ask(port, 'select pg_reload_conf()');
  };
  return { ...server, folder, port, change, ask: (text: string) => ask(port, text) };
}

/** A primary and its standby, until the test is over; with `isSynchronous` no commit is acknowledged before both have it. */
export async function startPair(
  context: TestContext,
  { isSynchronous }: { isSynchronous: boolean },
) {
  const [one, other] = [await freePort(), await freePort()];
  const names = isSynchronous ? 'other' : '';
  const primary = newServer(one, [`synchronous_standby_names = '${names}'`], context);
  const standby = newServer(
    other,
    [`primary_conninfo = 'host=127.0.0.1 port=${one} user=gatehouse application_name=other'`],
    context,
  );
  runAsPostgres(standby.folder, 'touch', ['data/standby.signal']);
  await primary.start();
  await standby.start();
  const wanted = isSynchronous ? 'sync' : 'async';
  await vi.waitFor(async () => {
    const rows = await primary.ask(
      "select sync_state from pg_stat_replication where state = 'streaming'",
    );
    if (rows[0]?.['sync_state'] !== wanted) throw new Error('no standby yet');
  }, 15_000);
  const url = (...ports: number[]) =>
    `postgres://gatehouse@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/postgres`;
  return {
    primary,
    standby,
    /** As a server is told of both. */
    url: url(one, other),
    /** As one is told of both that reaches only the first. */
    urlOfFirst: url(one, 1),
    /** From here on nothing that the primary does reaches the standby. */
    async partition() {
      await standby.change("primary_conninfo = ''");
      await vi.waitFor(async () => {
        const rows = await standby.ask('select 1 from pg_stat_wal_receiver');
        if (rows.length > 0) throw new Error('still connected');
      }, 10_000);
    },
    promote: () => standby.ask('select pg_promote(true, 15)'),
  };
}
