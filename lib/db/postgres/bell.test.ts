import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { bell, hearNobody, hearOthers, type Rung, ring } from '#lib/db/bell';
import { transaction } from '#lib/db/transaction';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { endTicket } from '#lib/session/end';
import {
  addUser,
  beginSession,
  contextOf,
  emptyTables,
  from,
} from '#lib/testing/database.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';

beforeEach(emptyTables);
afterEach(() => hearNobody());

/** Somebody else's connection to the same database. */
async function another() {
  const client = await openClient(env().DATABASE_URL);
  onTestFinished(() => client.end());
  return client;
}

const LISTENS =
  "from pg_stat_activity where datname = current_database() and query like 'listen %'";

/** Counts what the bell says from now on. */
function listener() {
  const heard: Rung[] = [];
  const seen = { heard, lost: 0 };
  const note = (rung: Rung) => void heard.push(rung);
  const lose = () => void seen.lost++;
  bell().on('rung', note).on('lost', lose);
  onTestFinished(() => void bell().off('rung', note).off('lost', lose));
  return seen;
}

test('whoever hears has one connection for it, however many ask, and none afterwards', async () => {
  const client = await another();
  const count = async () =>
    Number((await client.query(`select count(*) ${LISTENS}`)).rows[0].count);
  await Promise.all(Array.from({ length: 20 }, () => hearOthers()));
  expect(await count()).toBe(1);
  await hearNobody();
  await vi.waitFor(async () => expect(await count()).toBe(0));
});

test('when the connection is cut it is said once, and who asks again hears again', async () => {
  const client = await another();
  const seen = listener();
  await hearOthers();
  await client.query(`select pg_terminate_backend(pid) ${LISTENS}`);
  await vi.waitFor(() => expect(seen.lost).toBe(1));
  await hearOthers();
  await client.query("select pg_notify('gatehouse_ended', 'one two')");
  await vi.waitFor(() => expect(seen.heard).toEqual([new Set(['one', 'two'])]));
  expect(seen.lost).toBe(1);
});

test('a hundred ids go out by name; of more than that it says that all have to be looked at', async () => {
  const client = await another();
  const said: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => said.push(payload));
  await client.query('listen gatehouse_ended');
  const ids = (count: number) =>
    new Set(Array.from({ length: count }, (_, nth) => `${nth}`.padStart(36, '0')));
  await ring(ids(100));
  await ring(ids(101));
  await ring(null);
  await vi.waitFor(() => expect(said.length).toBe(3));
  expect([said[0]?.length, said[1], said[2]]).toEqual([3_699, '*', '*']);
});

test('where the others cannot be told, what ended has ended, and its answer stays as it is', async () => {
  const { postgres } = await import('#lib/db/client');
  const ticket = await beginSession(await addUser());
  const server = postgres();
  if (!server) throw new Error('There is no server.');
  const silent = vi.spyOn(server, 'notify').mockRejectedValue(new DatabaseUnavailable('away'));
  onTestFinished(() => silent.mockRestore());
  const context = contextOf('192.0.2.1');
  const done = await from('192.0.2.1', () => transaction(endTicket(ticket, 'signed_out')), context);
  expect([done, context.answer.unavailable, silent.mock.calls.length]).toEqual([true, false, 1]);
});
