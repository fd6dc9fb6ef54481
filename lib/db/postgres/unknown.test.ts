import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { notes } from '#drizzle/product/notes';
import { closeDb, db } from '#lib/db/client';
import { type Tx, transaction, transactionRelaxed, withRetry } from '#lib/db/transaction';
import { faultOf } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { changeSettings, emptyTables, execute } from '#lib/testing/database.test-support';
import { openClient, testDatabase } from '#lib/testing/in-cluster.test-support';

beforeEach(emptyTables);

const nameOf = (url: string) => url.split('@/')[1]?.split('?')[0] ?? '';
const row = (id: string) => ({
  id,
  title: 'title',
  text: 'text',
  revision: 1,
  createdAt: new Date(),
  updatedAt: new Date(),
});
const add = (id: string) => (tx: Tx) => tx.insert(notes).values(row(id));
const failing = (work: Promise<unknown>) => work.catch((error: unknown) => faultOf(error));

/** The server of the tests behind a door that can keep what it answers to itself, and be shut. */
async function openDoor() {
  const [, folder = ''] = testDatabase('postgres').split('?host=');
  const sockets = new Set<Socket>();
  let isMute = false;
  const door = createServer((socket) => {
    const server = connect(`${folder}/.s.PGSQL.5432`);
    for (const one of [socket, server]) sockets.add(one.on('error', () => {}));
    socket.pipe(server);
    server.on('data', (bytes) => isMute || socket.write(bytes));
    socket.on('close', () => server.destroy());
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  onTestFinished(() => void door.close());
  return {
    port: (door.address() as AddressInfo).port,
    mute: () => {
      isMute = true;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
      isMute = false;
    },
  };
}

test.each([
  ['a transaction', () => transaction(add('once'))],
  ['a relaxed one, as workers write', () => transactionRelaxed(add('once'))],
  ['a statement alone', async () => void (await db().insert(notes).values(row('once')))],
  [
    'a statement that is tried again',
    () => withRetry(() => db().insert(notes).values(row('once'))),
  ],
])(
  'a connection that is cut while it waits for the end of a commit is a 503, and the write is not repeated: %s',
  async (_, write) => {
    const watcher = await openClient(env().DATABASE_URL);
    onTestFinished(async () => {
      await watcher.query('drop sequence times; drop function count_it cascade');
      await watcher.end();
    });
    const door = await openDoor();
    await closeDb();
    onTestFinished(closeDb);
    const name = nameOf(env().DATABASE_URL);
    changeSettings({ DATABASE_URL: `postgres://gatehouse@127.0.0.1:${door.port}/${name}` });
    await transaction(add('before'));
    // Each time it happens it counts, also when it is refused for being there.
    await watcher.query('create sequence times');
    await watcher.query(
      "create function count_it() returns trigger language plpgsql as $$ begin perform nextval('times'); return new; end $$",
    );
    await watcher.query(
      'create trigger counts before insert on notes for each row execute function count_it()',
    );
    door.mute();
    const written = failing(write());
    const there = "select 1 from notes where id = 'once'";
    await vi.waitFor(async () => expect((await watcher.query(there)).rowCount).toBe(1), 5_000);
    door.cut();
    expect(await written).not.toBeNull();
    expect(await transaction(add('after'))).toBe(true);
    const [counted] = (await watcher.query('select last_value::int as count from times')).rows;
    expect(counted).toEqual({ count: 2 });
  },
);

test('a disk that is full on the server is a 503 for who writes; reading goes on, and writing once there is room', async () => {
  await execute(
    "create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$",
  );
  await execute('create trigger full_disk before insert on notes execute function no_room()');
  onTestFinished(() => execute('drop function if exists no_room cascade'));
  for (const work of [
    () => transaction(add('one')),
    async () => void (await db().insert(notes).values(row('one'))),
  ])
    expect(await failing(work())).toMatchObject({
      message: expect.stringMatching(/No space left on device \(53100\)/),
    });
  expect(await db().$count(notes)).toBe(0);
  await execute('drop function no_room cascade');
  expect(await transaction(add('one'))).toBe(true);
});

test('a statement that the server stops because it takes too long is a 503, and is not asked again', async () => {
  const name = nameOf(env().DATABASE_URL);
  await execute(`alter database ${name} set statement_timeout = '150ms'`);
  const reset = () => execute(`alter database ${name} reset statement_timeout`);
  onTestFinished(async () => {
    await reset();
    await closeDb();
  });
  await closeDb();
  await transaction(add('one'));
  const sleeping = sql`title || pg_sleep(20)` as unknown as string;
  for (const work of [
    () => db().values('select pg_sleep(20)'),
    () => transaction((tx) => tx.update(notes).set({ title: sleeping })),
  ])
    expect(await failing(work())).toMatchObject({
      message: expect.stringMatching(/statement timeout \(57014\)/),
    });
  expect(await db().$count(notes)).toBe(1);
});
