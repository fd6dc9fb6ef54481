import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startCluster } from '#lib/testing/cluster.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';
import { writeNote } from '../support/notes.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

/** A connection that was on its way to a process that died may wait for an answer that never comes. */
const PATIENCE_MS = 3_000;
const METRICS_TOKEN = 'a-token-of-this-test-0123';

let cluster: Awaited<ReturnType<typeof startCluster>>;
let server: TestServer;

test.beforeAll(async () => {
  cluster = await startCluster();
  server = await startServer({
    ...LIGHT,
    DATABASE_URL: cluster.url('postgres'),
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    WORKERS: '2',
    // Long enough for two answers of a machine that has much else to do.
    DRAIN_SECONDS: '5',
    METRICS_TOKEN,
  });
});
test.afterAll(async () => {
  await server.remove();
  await cluster.remove();
});

/** The processes that said that they listen, in the order in which they did; each at two addresses. */
const workers = () => [
  ...new Set(
    [...server.output().matchAll(/"pid":(\d+),"msg":"a worker listens"/g)].map(([, pid]) =>
      Number(pid),
    ),
  ),
];

/** Writes notes until told to stop; answers the titles of those that were acknowledged. */
function keepWriting(visitor: Visitor, name: string) {
  const acknowledged: string[] = [];
  let isOver = false;
  const writing = (async () => {
    for (let nth = 0; !isOver; nth++) {
      const title = `${name} ${nth}`;
      await Promise.race([
        writeNote(visitor, title).then(() => acknowledged.push(title)),
        sleep(PATIENCE_MS),
      ]).catch(() => {});
    }
  })();
  return {
    acknowledged,
    async stop() {
      isOver = true;
      await writing;
    },
  };
}

test('one of two processes on a port is killed under load: what was acknowledged is there, the other serves, another takes its place', {
  tag: '@long',
}, async () => {
  await expect.poll(() => workers().length).toBe(2);
  const visitors = await Promise.all(
    ['Ada', 'Bob', 'Cyd'].map(async (name) => {
      const visitor = newVisitor(server);
      await visitor.signUp();
      return keepWriting(visitor, name);
    }),
  );
  const counts = () => visitors.map(({ acknowledged }) => acknowledged.length);
  await expect.poll(() => Math.min(...counts())).toBeGreaterThan(2);
  process.kill(workers()[0] as number, 'SIGKILL');
  const before = counts();
  // It starts anew, which takes its time on a busy machine.
  await expect.poll(() => workers().length, { timeout: 90_000 }).toBe(3);
  const goOn = () => counts().map((count, at) => count > (before[at] ?? 0) + 2);
  await expect.poll(goOn, { timeout: 90_000 }).not.toContain(false);
  for (const visitor of visitors) await visitor.stop();

  const client = await openClient(cluster.url('postgres'));
  const { rows } = await client.query('select title from notes');
  await client.end();
  const stored = rows.map(({ title }: { title: string }) => title);
  expect(stored).toEqual(expect.arrayContaining(visitors.flatMap((one) => one.acknowledged)));
  expect(new Set(stored).size, 'none is there twice').toBe(stored.length);
});

test('the metrics of one process are those of all', async () => {
  const read = async () => {
    const headers = { Authorization: `Bearer ${METRICS_TOKEN}` };
    const { text } = await newVisitor(server).go('/metrics', { headers });
    return Number(
      text.match(/^gatehouse_requests_total\{method="GET",status="2xx"\} (\d+)$/m)?.[1],
    );
  };
  const before = await read();
  for (let count = 0; count < 10; count++) await newVisitor(server).go('/health/live');
  // This answer is counted when it has left.
  expect(await read()).toBeGreaterThanOrEqual(before + 10);
});

test('asked to stop, all say first that they go, and serve; then all end, and so does their parent', async () => {
  const visitor = newVisitor(server);
  process.kill(server.pid(), 'SIGTERM');
  await expect.poll(async () => (await visitor.go('/health/ready')).status).toBe(503);
  expect((await visitor.go('/sign-in')).status).toBe(200);
  expect(await server.stop()).toBe(0);
  for (const pid of workers()) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
