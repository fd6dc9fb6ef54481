import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { users } from '#drizzle/schema/users';
import { closeDb, db } from '#lib/db/client';
import { connectionsTo } from '#lib/db/postgres/connections';
import { asUnavailable } from '#lib/db/postgres/fault';
import { linkTo } from '#lib/db/postgres/link';
import { reasonOfFault } from '#lib/db/reason';
import { type Tx, transaction } from '#lib/db/transaction';
import { DatabaseUnavailable, faultOf } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { readPostgresUrl } from '#lib/env/postgres-url';
import { inRequest } from '#lib/request/context';
import {
  addUser,
  changeSettings,
  clearSingleton,
  contextOf,
  emptyTables,
  execute,
} from '#lib/testing/database.test-support';
import { inCluster, openClient, testDatabase } from '#lib/testing/in-cluster.test-support';

beforeEach(emptyTables);

/** Goes on with another DATABASE_URL until the test is over. */
function moveTo(DATABASE_URL: string) {
  const leave = () => {
    void closeDb();
    clearSingleton('db');
  };
  leave();
  onTestFinished(leave);
  changeSettings({ DATABASE_URL });
}

const failure = async () => {
  const error = await db()
    .select()
    .from(users)
    .catch((reason: unknown) => reason);
  return { isUnavailable: faultOf(error) !== null, says: reasonOfFault(error) };
};

/** Ends every connection to the database of this file, as a server does that stops. */
async function breakAll() {
  const client = await openClient(testDatabase('postgres'));
  const name = new URL(env().DATABASE_URL.replace('@/', '@here/')).pathname.slice(1);
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    name,
  ]);
  await client.end();
}

test('reading goes on when every connection breaks, also while it reads', async () => {
  await addUser();
  for (let round = 0; round < 5; round++) {
    const reading = Promise.all(Array.from({ length: 20 }, () => db().select().from(users)));
    await breakAll();
    expect((await reading).every((rows) => rows.length === 1)).toBe(true);
  }
});

test('reading goes on when a table has other columns than when the statement was prepared', async () => {
  await execute('create table odd (one bigint)');
  onTestFinished(() => execute('drop table odd'));
  const read = () => db().values('select * from odd');
  await Promise.all(Array.from({ length: 4 }, read));
  await execute('alter table odd add two bigint');
  expect(await Promise.all(Array.from({ length: 4 }, read))).toEqual([[], [], [], []]);
});

test('writing goes on after every connection broke', async () => {
  const add = (id: string) => (tx: Tx) =>
    tx.insert(users).values({ id, email: id, name: id, createdAt: new Date() });
  expect(await transaction(add('one'))).toBe(true);
  await breakAll();
  expect(await db().$count(users)).toBe(1);
  expect(await transaction(add('two'))).toBe(true);
});

test('a write that breaks under way is a 503, and is not tried a second time', async () => {
  const id = await addUser();
  const slow = (tx: Tx) =>
    tx.update(users).set({ name: sql`name || 'x' || pg_sleep(20)` as unknown as string });
  const exchange = contextOf('::1');
  const writing = inRequest(exchange, () => transaction(slow));
  const caught = writing.catch((error: unknown) => error);
  const watcher = await openClient(env().DATABASE_URL);
  const asleep = "select 1 from pg_stat_activity where wait_event = 'PgSleep'";
  while ((await watcher.query(asleep)).rows.length === 0) await null;
  await breakAll();
  expect(await caught).toBeInstanceOf(DatabaseUnavailable);
  expect(exchange.answer).toMatchObject({ unavailable: true });
  const [row] = await db().select().from(users);
  expect(row).toMatchObject({ id, name: 'Ada' });
});

test('a server that does not answer is a 503 with a sentence, and there again it is used without a restart', async () => {
  const url = env().DATABASE_URL;
  const [, folder = ''] = url.split('?host=');
  moveTo(url.replace(folder, '/no/such/folder'));
  expect(await failure()).toEqual({
    isUnavailable: true,
    says: expect.stringMatching(
      /^The database \w+ at \/no\/such\/folder cannot be used: .*ENOENT.*\. Start PostgreSQL there/,
    ),
  });
});

test.each([
  ['missing', (name: string) => testDatabase(name), /does not exist\. Make it: create database/],
  ['SQL_ASCII', (name: string) => testDatabase(name), /has the encoding SQL_ASCII\. Make one with/],
  [
    'visitor',
    (name: string) => testDatabase(name, 'visitor'),
    /permission denied.*Let visitor make/,
  ],
  ['stranger', (name: string) => testDatabase(name, 'stranger'), /Give DATABASE_URL the user/],
  ['read only', (name: string) => testDatabase(name), /read-only transaction.*takes writes/],
])(
  'a database that cannot be used (%s) is told in one sentence with what to do',
  async (kind, url, says) => {
    const name = `odd_${kind.toLowerCase().replace(' ', '_')}`;
    const encoding = kind === 'SQL_ASCII' ? 'SQL_ASCII' : 'UTF8';
    if (kind !== 'missing')
      await inCluster(`create database ${name} encoding '${encoding}' template template0`);
    if (kind === 'visitor') await inCluster('create role visitor login');
    if (kind === 'read only')
      await inCluster(`alter database ${name} set default_transaction_read_only = on`);
    moveTo(url(name));
    expect(await failure()).toEqual({ isUnavailable: true, says: expect.stringMatching(says) });
    void closeDb();
    if (kind !== 'missing') await inCluster(`drop database ${name} with (force)`);
    if (kind === 'visitor') await inCluster('drop role visitor');
  },
);

test.each([
  ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
  ['EPROTO', 'wrong version number'],
])('that TLS fails (%s) is told with what to do', (code, message) => {
  const fault = asUnavailable(Object.assign(new Error(message), { code }));
  expect(reasonOfFault(fault)).toMatch(/cannot be used: .*\. Turn TLS on there/);
});

/** The server of the tests at a port of this machine, until the test is over or it is closed. */
async function openPort(wanted = 0) {
  const [, folder = ''] = testDatabase('postgres').split('?host=');
  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    const server = connect(`${folder}/.s.PGSQL.5432`);
    for (const [one, other] of [
      [socket, server],
      [server, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  }).listen(wanted, '127.0.0.1');
  await once(door, 'listening');
  const close = () => {
    door.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(close);
  return { port: (door.address() as AddressInfo).port, close };
}

test('of several hosts one that takes writes is used, and another when it goes', async () => {
  const [one, other] = [await openPort(), await openPort()];
  const [name = ''] = env().DATABASE_URL.split('@/')[1]?.split('?') ?? [];
  await addUser();
  moveTo(`postgres://gatehouse@127.0.0.1:1,127.0.0.1:${one.port},127.0.0.1:${other.port}/${name}`);
  expect(await db().$count(users)).toBe(1);
  one.close();
  expect(await db().$count(users)).toBe(1);
  await transaction((tx) => tx.update(users).set({ name: 'Eve' }));
  other.close();
  expect(await failure()).toEqual({
    isUnavailable: true,
    says: expect.stringMatching(/no host of DATABASE_URL takes writes.* Start PostgreSQL there/),
  });
});

test('a server that offers no TLS to who asks for it is a 503 with a sentence', async () => {
  const { port } = await openPort();
  moveTo(`postgres://gatehouse@127.0.0.1:${port}/g?sslmode=require`);
  expect(await failure()).toEqual({
    isUnavailable: true,
    says: expect.stringMatching(/does not support SSL.* Turn TLS on there/),
  });
});

test('reading waits while no host takes writes, until one does', async () => {
  const [one, other] = [await openPort(), await openPort()];
  const [name = ''] = env().DATABASE_URL.split('@/')[1]?.split('?') ?? [];
  await addUser();
  moveTo(`postgres://gatehouse@127.0.0.1:${one.port},127.0.0.1:${other.port}/${name}`);
  expect(await db().$count(users)).toBe(1);
  const connecting = vi.spyOn(pg.Client.prototype, 'connect');
  onTestFinished(() => connecting.mockRestore());
  one.close();
  other.close();
  const reading = Promise.allSettled([db().$count(users)]);
  await vi.waitFor(() => expect(connecting.mock.calls.length).toBeGreaterThan(2));
  await openPort(other.port);
  expect(await reading).toEqual([{ status: 'fulfilled', value: 1 }]);
});

test('after a connection that broke while nobody used it the server that takes writes is looked for anew', async () => {
  const [one, other] = [await openPort(), await openPort()];
  const hosts = `127.0.0.1:${one.port},127.0.0.1:${other.port}`;
  const link = linkTo(readPostgresUrl(`postgres://gatehouse@${hosts}/postgres`));
  const client = await link.connect();
  const connecting = vi.spyOn(pg.Client.prototype, 'connect');
  onTestFinished(() => connecting.mockRestore());
  const broken = new Promise((done) => client.once('end', done));
  one.close();
  other.close();
  await broken;
  await openPort(one.port);
  await link.connect();
  // Each of the two is asked who it is.
  expect(connecting).toHaveBeenCalledTimes(3);
  await link.close();
});

test('a connection that is being opened when all are closed does not stay', async () => {
  const connections = connectionsTo(readPostgresUrl(env().DATABASE_URL));
  const ended = vi.spyOn(pg.Client.prototype, 'end');
  onTestFinished(() => ended.mockRestore());
  const reading = connections.read((client) => client.query('select 1'));
  await connections.close();
  await expect(reading).rejects.toThrow('it is closed');
  expect(ended).toHaveBeenCalledTimes(1);
});

test('a transaction after which there is no connection leaves its place to the next', async () => {
  const { port, close } = await openPort();
  const url = `postgres://gatehouse@127.0.0.1:${port}/postgres?pool=1`;
  const connections = connectionsTo(readPostgresUrl(url));
  const ask = () => connections.write((client) => client.query('select 1'));
  const first = connections.write(async (client) => {
    close();
    return await client.query('select 1');
  });
  const [broken, ...others] = await Promise.allSettled([first, ask(), ask(), ask()]);
  expect([broken, ...others].map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  await openPort(port);
  for (let round = 0; round < 3; round++) expect((await ask()).rowCount).toBe(1);
  expect((await Promise.all([ask(), ask()])).map(({ rowCount }) => rowCount)).toEqual([1, 1]);
  await connections.close();
});

test('who waits too long for a connection, or behind too many, is told so at once', async () => {
  moveTo(`${env().DATABASE_URL}&pool=1`);
  const slow = (tx: Tx) =>
    tx.update(users).set({ name: sql`name || pg_sleep(0.4)` as unknown as string });
  await addUser();
  const all = await Promise.allSettled(Array.from({ length: 300 }, () => transaction(slow)));
  const reasons = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
  expect(new Set(reasons)).toEqual(
    new Set(['too many wait for a connection', 'no connection became free']),
  );
  expect(reasons.filter((reason) => reason.startsWith('too many'))).toHaveLength(300 - 1 - 32);
  expect(await db().$count(users)).toBe(1);
});
