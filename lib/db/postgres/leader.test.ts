import pg from 'pg';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { closeDb, db } from '#lib/db/client';
import { isLeader, onLead } from '#lib/db/leader';
import { env } from '#lib/env';
import { emptyTables } from '#lib/testing/database.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';

const LEADS = 5_577_019;

beforeEach(emptyTables);

const otherServer = async () => {
  const opened = await openClient(env().DATABASE_URL);
  onTestFinished(() => opened.end().catch(() => {}));
  return opened;
};
const WHO = `select pid from pg_locks where locktype = 'advisory' and objid = ${LEADS}
  and database = (select oid from pg_database where datname = current_database())`;

test('one leads: another does not while it lives, and does within two seconds once its connection is gone', async () => {
  await closeDb();
  const other = await otherServer();
  await other.query(`select pg_advisory_lock(${LEADS})`);
  const begun = vi.fn();
  onLead(begun);
  expect(await isLeader()).toBe(false);
  expect(begun).not.toHaveBeenCalled();
  await other.end();
  await vi.waitFor(async () => expect(await isLeader()).toBe(true), 3_000);
  expect(begun).toHaveBeenCalledTimes(1);
});

test('who loses the connection no longer leads, and begins anew when it is there again', async () => {
  const begun = vi.fn();
  onLead(begun);
  await vi.waitFor(async () => expect(await isLeader()).toBe(true), 3_000);
  const other = await otherServer();
  const { rows } = await other.query(WHO);
  expect(rows).toHaveLength(1);
  await other.query(`select pg_terminate_backend(${rows[0].pid})`);
  await vi.waitFor(async () => expect(await isLeader()).toBe(false), 3_000);
  await vi.waitFor(async () => expect(await isLeader()).toBe(true), 3_000);
  expect(begun).toHaveBeenCalledTimes(2);
  await db().run('select 1');
});

test('a leader lets the server end its connection when nobody asks anything on it', async () => {
  await vi.waitFor(async () => expect(await isLeader()).toBe(true), 3_000);
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => sent.mockRestore());
  await closeDb();
  await vi.waitFor(async () => expect(await isLeader()).toBe(true), 3_000);
  const texts = sent.mock.calls.map(([query]) => (query as { text?: string }).text);
  expect(texts).toContain("set idle_session_timeout = '5s'");
});
