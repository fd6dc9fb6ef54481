import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import {
  initDatabase,
  newClusterFolder,
  serverIn,
  startCluster,
} from '#lib/testing/cluster.test-support';
import { newDeployment, QUICK_START } from '#lib/testing/deployment.test-support';
import { latestCode } from '../support/mailbox.ts';
import { writeNote } from '../support/notes.ts';
import { rows, sessionsOf } from '../support/rows.ts';
import { freePort, LIGHT, startServer, type TestServer } from '../support/server.ts';
import { mountSmallDisk } from '../support/storage.ts';
import { newEmail, PASSWORD } from '../support/test.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

const OFF = pathToFileURL(resolve('e2e/support/clock-is-off.mjs')).href;
const settings = { DATABASE_URL: '', SESSION_SECRET: randomBytes(32).toString('base64url') };
let cluster: Awaited<ReturnType<typeof startCluster>>;
let APP_URL = '';
let one: TestServer;
let other: TestServer;

const startNode = async (env: Record<string, string> = {}, port?: number) =>
  startServer({ ...LIGHT, ...settings, APP_URL, PORT: String(port ?? (await freePort())), ...env });

test.beforeAll(async () => {
  cluster = await startCluster();
  settings.DATABASE_URL = cluster.url('postgres');
  const port = await freePort();
  APP_URL = `http://localhost:${port}`;
  one = await startNode({}, port);
  other = await startNode();
});
test.afterAll(async () => {
  for (const node of [one, other]) await node.remove();
  await cluster.remove();
});

/** The same browser, whose next request goes to another node. */
function at(node: TestServer, visitor: Visitor): Visitor {
  const there = newVisitor(node, visitor.network);
  for (const [name, value] of visitor.cookies) there.cookies.set(name, value);
  return there;
}

async function expectWholeLog() {
  const deployment = newDeployment();
  const verified = await deployment.run('gatehouse', ['audit', 'verify'], settings);
  deployment.remove();
  expect(verified).toMatchObject({ exitCode: 0, stderr: '' });
}

test('a node that stands still for ten seconds answers nothing that was ended meanwhile, and goes on', async () => {
  const here = newVisitor(one);
  const email = await here.signUp();
  const there = at(other, here);
  expect((await there.go('/dashboard')).status).toBe(200);
  process.kill(other.pid(), 'SIGSTOP');
  let asked: Promise<{ status: number }> | undefined;
  try {
    asked = there.go('/dashboard');
    await sleep(200);
    expect((await here.signOut()).status).toBe(303);
    // The others work without it, whoever seals the log.
    expect((await newVisitor(one).signIn(email)).status).toBe(303);
    await sleep(10_000);
    expect((await newVisitor(one).go('/health/ready')).status).toBe(200);
  } finally {
    process.kill(other.pid(), 'SIGCONT');
  }
  expect((await asked)?.status).toBe(307);
  expect((await there.go('/dashboard')).status).toBe(307);
  const again = newVisitor(other);
  expect((await again.signIn(email)).status).toBe(303);
  expect((await again.go('/dashboard')).status).toBe(200);
  await expect.poll(async () => (await again.go('/health/ready')).status).toBe(200);
  await expectWholeLog();
});

test('three hundred sign-ins of one person at once: each is let in or told to wait, none fails, and fifty sessions stay', async () => {
  const email = await newVisitor(one).signUp();
  const form = await newVisitor(one).form('/sign-in');
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, nth) =>
      newVisitor(nth % 2 ? one : other).submit(form, [
        ['email', email],
        ['password', PASSWORD],
      ]),
    ),
  );
  const entered = answers.filter(({ status }) => status === 303);
  const others = answers.filter(({ status }) => status !== 303);
  expect(entered.length).toBeGreaterThan(20);
  for (const { status, headers, setCookies } of others) {
    expect([429, 503]).toContain(status);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(setCookies).toEqual([]);
  }
  const site = { ...one, database: settings.DATABASE_URL };
  expect(sessionsOf(site, email)).toBe(Math.min(50, entered.length + 1));
  const begun = rows(
    site,
    "select count(*) as count from (select id from audit_events where type = 'session_created' and user_id = (select id from users where email = ?) union all select id from audit_inbox where type = 'session_created' and user_id = (select id from users where email = ?)) as all_of_them",
    email,
    email,
  )[0]?.['count'];
  expect(Number(begun)).toBe(entered.length + 1);
  await expectWholeLog();
});

for (const [where, ms] of [
  ['ahead', 60_000],
  ['behind', -60_000],
] as const)
  test(`a node whose clock is a minute ${where} lets in and ends as the others do`, async () => {
    const wrong = await startNode({
      CLOCK_IS_OFF_MS: String(ms),
      NODE_OPTIONS: `${QUICK_START.NODE_OPTIONS} --import=${OFF}`,
    });
    try {
      const here = newVisitor(one);
      const email = await here.signUp();
      const there = at(wrong, here);
      expect((await there.go('/dashboard')).status).toBe(200);
      const begunThere = newVisitor(wrong);
      expect((await begunThere.signIn(email)).status).toBe(303);
      expect((await at(one, begunThere).go('/dashboard')).status).toBe(200);
      // A code that one mailed works at the other, while it lives.
      const arriving = newVisitor(one);
      const address = newEmail();
      await arriving.askForAccount(address);
      const code = await latestCode(one.port, address);
      expect((await at(wrong, arriving).verify(code)).status).toBe(303);
      expect((await there.signOut()).status).toBe(303);
      expect((await here.go('/dashboard')).status).toBe(307);
      await expectWholeLog();
    } finally {
      await wrong.remove();
    }
  });

test('a disk that is full on the server of the database is 503 and never 500, says what is wrong, and passes', async () => {
  const full = await startClusterOnSmallDisk();
  const node = await startServer({
    ...LIGHT,
    DATABASE_URL: full.cluster.url('postgres'),
    SESSION_SECRET: settings.SESSION_SECRET,
  });
  try {
    const visitor = newVisitor(node);
    const email = await visitor.signUp();
    await writeNote(visitor, 'Kept');
    full.fill();
    const seen: number[] = [];
    for (let nth = 0; nth < 400 && !seen.includes(503); nth++) {
      const form = await visitor.form('/notes/new').catch(() => null);
      if (!form) seen.push((await visitor.go('/notes/new')).status);
      else {
        const fields = [
          ['title', `Note ${nth}`],
          ['body', randomBytes(20_000).toString('base64')],
        ] as [string, string][];
        seen.push((await visitor.submit(form, fields)).status);
      }
    }
    expect([...new Set(seen)].filter((status) => status !== 303)).toEqual([503]);
    expect(node.output()).toMatch(/No space left|53100|the database/);
    full.empty();
    await expect
      .poll(async () => (await newVisitor(node).signIn(email)).status, { timeout: 60_000 })
      .toBe(303);
    const database = full.cluster.url('postgres');
    expect(rows({ ...node, database }, "select id from notes where title = 'Kept'")).toHaveLength(
      1,
    );
    expect((await visitor.go('/notes')).status).toBe(200);
    await expect.poll(async () => (await visitor.go('/health/ready')).status).toBe(200);
  } finally {
    await node.remove();
    await full.remove();
  }
});

async function startClusterOnSmallDisk() {
  const folder = newClusterFolder();
  const disk = mountSmallDisk({ size: '120m', folder });
  if (!disk)
    throw new Error('This test mounts a file system of its own: run it where that is permitted.');
  initDatabase(folder);
  const server = serverIn(folder);
  await server.start();
  return {
    ...disk,
    cluster: { url: (database: string) => `postgres://gatehouse@/${database}?host=${folder}` },
    async remove() {
      await server.stop();
      disk.remove();
    },
  };
}
