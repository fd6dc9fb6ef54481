import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type TestContext, test, vi } from 'vitest';
import { closeDb } from '#lib/db/client';
import { lossAt } from '#lib/db/postgres/loss';
import { openPostgres, type Postgres } from '#lib/db/postgres/open';
import { faultOf } from '#lib/db/unavailable';
import { checkReadiness } from '#lib/server/readiness';
import { changeSettings } from '#lib/testing/database.test-support';
import { startPair } from '#lib/testing/pair.test-support';

vi.setConfig({ testTimeout: 60_000 });

/** One server of Gatehouse, as far as the database is concerned. */
function newNode({ onTestFinished }: TestContext, url: string): Postgres {
  const node = openPostgres(url);
  onTestFinished(() => node.close());
  return node;
}

const noteOf = (id: string) => ({
  sql: 'insert into notes (id, title, text, revision, created_at, updated_at) values ($1, $2, $3, 1, 1, 1)',
  params: [id, 'title', 'text'],
});
const one = (node: Postgres) => node.db.values<[number]>('select 1');

/** Twelve that write one note after another, and note what was acknowledged and what they were told otherwise. */
function startWriters(nodes: Postgres[]) {
  const acknowledged: string[] = [];
  const refusals: unknown[] = [];
  let isOver = false;
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    for (let at = 0; !isOver; at++) {
      const id = `${writer}-${at}`;
      await (nodes[writer % nodes.length] as Postgres)
        .transact([noteOf(id)], true)
        .then(() => acknowledged.push(id))
        .catch((error) => void refusals.push(error));
      await sleep(2);
    }
  });
  return {
    acknowledged,
    refusals,
    until: (count: number) =>
      vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(count), 20_000),
    async stop() {
      isOver = true;
      await Promise.all(writers);
    },
  };
}

const idsIn = async (server: { ask(text: string): Promise<Record<string, unknown>[]> }) =>
  new Set((await server.ask('select id from notes')).map(({ id }) => id));

test('with a synchronous standby a primary that is killed under twelve writers loses nothing that was acknowledged, only 503 is answered meanwhile, and the old one is not used when it comes back', async (context) => {
  const pair = await startPair(context, { isSynchronous: true });
  const nodes = [
    newNode(context, pair.url),
    newNode(context, pair.url),
    newNode(context, pair.url),
  ];
  await Promise.all(nodes.map(one));
  const load = startWriters(nodes);
  await load.until(200);
  await pair.primary.kill();
  const readMeanwhile = one(nodes[0] as Postgres);
  await pair.promote();
  expect(await readMeanwhile).toEqual([[1]]);
  await load.until(load.acknowledged.length + 100);

  await pair.primary.start();
  await vi.waitFor(() => pair.primary.ask('select 1'), 10_000);
  await closeDb();
  changeSettings({ DATABASE_URL: pair.urlOfFirst });
  context.onTestFinished(closeDb);
  // Who reaches only the old one is told nothing by it.
  const readiness = checkReadiness();
  await load.until(load.acknowledged.length + 100);
  await load.stop();
  const kept = await idsIn(pair.standby);
  expect(load.acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect(load.refusals.filter((error) => faultOf(error) === null)).toEqual([]);
  const old = await idsIn(pair.primary);
  expect(load.acknowledged.slice(-100).filter((id) => old.has(id))).toEqual([]);
  expect(await readiness).toMatchObject({ database: false, writable: false });
});

test.each([
  [{ commit: 'on', standbys: 'other' }, null],
  [{ commit: 'remote_write', standbys: 'other' }, null],
  [{ commit: 'on', standbys: '' }, /^No standby is synchronous: when another server takes over/],
  [
    { commit: 'local', standbys: 'other' },
    /^synchronous_commit is local: what is acknowledged has not/,
  ],
  [{ commit: 'off', standbys: 'other' }, /^synchronous_commit is off/],
])(
  'what is lost when another server takes over from one with %j is said in one sentence',
  (keeping, says) => {
    const loss = lossAt(keeping);
    if (says) expect(loss?.says).toMatch(says);
    else expect(loss).toBeNull();
  },
);

test.concurrent('with an asynchronous standby what was acknowledged last is lost: the test above would see it', async (context) => {
  const pair = await startPair(context, { isSynchronous: false });
  const nodes = [newNode(context, pair.url)];
  await Promise.all(nodes.map(one));
  const load = startWriters(nodes);
  await load.until(50);
  await pair.partition();
  await load.until(load.acknowledged.length + 50);
  await pair.primary.kill();
  await pair.promote();
  await load.until(load.acknowledged.length + 20);
  await load.stop();
  const kept = await idsIn(pair.standby);
  expect(load.acknowledged.filter((id) => !kept.has(id)).length).toBeGreaterThan(0);
  expect(await nodes[0]?.loss()).toMatchObject({ says: expect.stringMatching(/^No standby/) });
});

/** Takes back what the old primary has, after a promotion that waited this long; answers what was granted after that. */
async function grantedAfterEnd(context: TestContext, waitMs: number) {
  const pair = await startPair(context, { isSynchronous: true });
  const node = newNode(context, pair.urlOfFirst);
  await node.transact([noteOf('right')], true);
  const asked: { began: number; said: string }[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const began = performance.now();
      const said = await node.db.values("select 1 from notes where id = 'right'").then(
        (rows) => (rows.length > 0 ? 'granted' : 'nothing'),
        (error) => (faultOf(error) ? '503' : String(error)),
      );
      asked.push({ began, said });
      await sleep(5);
    }
  })();
  await pair.partition();
  await sleep(waitMs);
  await pair.promote();
  await pair.standby.ask("delete from notes where id = 'right'");
  const ended = performance.now();
  await vi.waitFor(() => expect(asked.some(({ began }) => began > ended)).toBe(true), 15_000);
  isOver = true;
  await asking;
  expect(asked[0]?.said).toBe('granted');
  expect(asked.filter(({ said }) => said !== 'granted' && said !== '503')).toEqual([]);
  return asked.filter(({ began, said }) => began > ended && said === 'granted').length;
}

test.concurrent('a server that reaches only a primary that was cut off grants nothing after the end was acknowledged, when the promotion has waited for three seconds', async (context) => {
  expect(await grantedAfterEnd(context, 3_000)).toBe(0);
});

test.concurrent('when the promotion has not waited it grants what was taken back: the test above would see it', async (context) => {
  expect(await grantedAfterEnd(context, 0)).toBeGreaterThan(0);
});

test.concurrent('a write for whose standby the server stops waiting, whatever stopped it, is not acknowledged', async (context) => {
  const pair = await startPair(context, { isSynchronous: true });
  const node = newNode(context, pair.url);
  await node.transact([noteOf('first')], true);
  await pair.standby.stop();
  const written = node.transact([noteOf('second')], true).catch((error: unknown) => error);
  await vi.waitFor(async () => {
    const stopped = await pair.primary.ask(
      "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep' and query = 'commit'",
    );
    expect(stopped).toHaveLength(1);
  }, 10_000);
  expect(faultOf(await written)?.message).toMatch(/canceling wait for synchronous replication/);
  // It has happened here, and nobody was told so.
  expect(await idsIn(pair.primary)).toContain('second');
});
