import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { auditEvents, auditHead, auditInbox } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { ONE } from '#lib/db/postgres/locks';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { emptyTables, execute, runApart, setClock } from '#lib/testing/database.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';

beforeEach(emptyTables);

const tell = (detail: string) =>
  transaction(record({ type: 'user_updated', userId: 'ada', detail: detail as Detail }));
const waiting = () => db().$count(auditInbox);
const client = async () => {
  const opened = await openClient(env().DATABASE_URL);
  onTestFinished(() => opened.end().catch(() => {}));
  return opened;
};

/** A server that leads as long as nobody ends it, or its connection, and seals each second. */
function otherNode() {
  const node = runApart(
    `const { startWorkers } = await import('#lib/server/workers');
    startWorkers();
    console.log('begun');
    setInterval(() => {}, 1000);`,
    {
      DATABASE_URL: env().DATABASE_URL,
      SESSION_SECRET: env().secrets[0] as string,
      APP_URL: 'http://localhost:3000',
      LOG_LEVEL: 'silent',
    },
  );
  onTestFinished(() => void node.child.kill('SIGKILL'));
  return node;
}

test('an act is told at once, and whoever reads the log reads it', async () => {
  await tell('one');
  expect(await waiting()).toBe(1);
  expect(await db().$count(auditHead)).toBe(1);
  const entries = await db().select().from(auditEvents);
  expect(entries).toMatchObject([{ seq: 1, detail: 'one' }]);
  expect(await waiting()).toBe(0);
});

test('nobody who makes an entry waits for who seals', async () => {
  const sealer = await client();
  await sealer.query('begin');
  await sealer.query('lock table audit_head in access exclusive mode');
  await tell('while it is sealed');
  expect(await waiting()).toBe(1);
  await sealer.query('rollback');
});

test('more than one batch is sealed at once, in the order in which it was told', async () => {
  const many = Array.from({ length: 2300 }, (_, nth) => String(nth));
  await transaction(
    many.map((detail) => record({ type: 'user_updated', userId: 'ada', detail: detail as Detail })),
  );
  await sealLog();
  expect(await waiting()).toBe(0);
  const entries = await db().select().from(auditEvents).orderBy(auditEvents.seq);
  expect(entries.map(({ detail }) => detail)).toEqual(many);
  expect(await verifyLog()).toMatchObject({ entries: 2300, faults: [] });
});

test.each([
  ["update audit_inbox set detail = 'x'", 'never changes'],
  ['delete from audit_inbox', 'is not deleted'],
  ['truncate audit_inbox', 'is not deleted'],
])('what waits is neither changed nor lost: %s', async (statement, says) => {
  await tell('kept');
  const refused = await execute(statement).catch((error: Error) => error);
  expect(String((refused as Error).cause)).toContain(says);
  expect(await db().select().from(auditInbox)).toMatchObject([{ detail: 'kept' }]);
});

test('an entry that stands in the log with other words is not taken from the inbox', async () => {
  await tell('as it was');
  const forged =
    "insert into audit_events select 1, id, at, type, user_id, session_id, actor, actor_id, object, result, address, user_agent, 'other', 'x' from audit_inbox";
  const direct = await client();
  await direct.query(forged);
  await expect(direct.query('delete from audit_inbox')).rejects.toThrow('is not deleted');
});

test('a head is not moved to where no entry is, however far', async () => {
  for (const detail of ['a', 'b']) await tell(detail);
  await sealLog();
  for (const change of [
    "seq = 3, hash = 'x'",
    'seq = 1, hash = (select hash from audit_events where seq = 1)',
  ])
    await expect(execute(`update audit_head set ${change}`)).rejects.toThrow();
  expect((await verifyLog()).faults).toEqual([]);
});

test('what waits for more than a minute and cannot be sealed is a fault, and says since when', async () => {
  setClock(Date.UTC(2026, 5, 1, 5, 12));
  await tell('sealed');
  await sealLog();
  // The id of the first is taken, so that it cannot be sealed.
  await direct(
    "insert into audit_inbox select id, at, type, user_id, session_id, actor, actor_id, object, result, address, user_agent, 'again' from audit_events where seq = 1",
  );
  expect((await verifyLog()).faults).toEqual([]);
  setClock(Date.UTC(2026, 5, 1, 5, 14));
  await tell('others are sealed');
  expect(await verifyLog()).toMatchObject({
    entries: 2,
    faults: [
      {
        fault: 'waiting',
        says: expect.stringContaining('not sealed since 2026-06-01T05:12:00.000Z'),
      },
    ],
  });
});

async function direct(statement: string) {
  await (await client()).query(statement);
}

test('a sealer that dies between entering and taking from the inbox has entered nothing', async () => {
  for (const detail of ['a', 'b', 'c']) await tell(detail);
  const [holder, killer] = [await client(), await client()];
  await holder.query('begin');
  await holder.query('select id from audit_inbox for update');
  const sealing = sealLog().catch((error: unknown) => error);
  await vi.waitFor(async () => {
    const { rows } = await killer.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'delete from audit_inbox%' and wait_event_type = 'Lock' and datname = current_database()",
    );
    expect(rows).toHaveLength(1);
  }, 5_000);
  expect(await sealing).toBeInstanceOf(DatabaseUnavailable);
  expect((await killer.query('select 1 from audit_events')).rows).toEqual([]);
  await holder.query('rollback');
  expect(await verifyLog()).toMatchObject({ entries: 3, faults: [] });
  expect(await waiting()).toBe(0);
});

test('32 writers go on while the leader dies in the middle of a seal: every acknowledged act has its entry, once', async () => {
  const [one, two] = [otherNode(), otherNode()];
  await Promise.all([one.says('begun'), two.says('begun')]);
  const killer = await client();
  const acknowledged: string[] = [];
  let isOver = false;
  const writers = Array.from({ length: 32 }, async (_, writer) => {
    for (let nth = 0; !isOver; nth++) {
      const detail = `${writer}.${nth}`;
      try {
        await tell(detail);
        acknowledged.push(detail);
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
      }
    }
  });
  // The connection of whoever seals at that moment, and sometimes of whoever leads.
  const kill = `select pg_terminate_backend(pid), objid as lock from pg_locks where locktype = 'advisory'
    and objid = any($1) and database = (select oid from pg_database where datname = current_database())`;
  let sealersKilled = 0;
  for (let round = 1; round < 200 || (sealersKilled === 0 && round < 4000); round++) {
    const locks = round % 80 === 0 ? [ONE.seals, ONE.leads] : [ONE.seals];
    const { rows } = await killer.query(kill, [locks]);
    sealersKilled += rows.filter(({ lock }) => Number(lock) === ONE.seals).length;
    await sleep(5);
  }
  isOver = true;
  await Promise.all(writers);
  await vi.waitFor(
    async () => expect((await killer.query('select 1 from audit_inbox limit 1')).rows).toEqual([]),
    { timeout: 5_000, interval: 50 },
  );
  const entries = await db().select({ detail: auditEvents.detail }).from(auditEvents);
  const told = entries.map(({ detail }) => detail);
  expect(sealersKilled).toBeGreaterThan(0);
  expect(acknowledged.length).toBeGreaterThan(100);
  expect(new Set(told).size).toBe(told.length);
  expect(acknowledged.filter((detail) => !told.includes(detail))).toEqual([]);
  expect(await verifyLog()).toMatchObject({ entries: told.length, faults: [] });
});
