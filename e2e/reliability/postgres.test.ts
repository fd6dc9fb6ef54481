import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startCluster } from '#lib/testing/cluster.test-support';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';
import { writeNote } from '../support/notes.ts';
import { freePort, LIGHT, startServer, type TestServer } from '../support/server.ts';
import { openStream } from '../support/session-stream.ts';
import { expectPagesOfStrangers, expectUnavailable } from '../support/unavailable.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

const SESSION_SECRET = randomBytes(32).toString('base64url');
let cluster: Awaited<ReturnType<typeof startCluster>>;
let settings: { DATABASE_URL: string; SESSION_SECRET: string };
let nodes: [TestServer, TestServer];

test.beforeAll(async () => {
  cluster = await startCluster();
  settings = { DATABASE_URL: cluster.url('postgres'), SESSION_SECRET };
  // Both at once on an empty database: one makes the tables.
  const ports = [await freePort(), await freePort()];
  const APP_URL = `http://localhost:${ports[0]}`;
  const [one, other] = await Promise.all(
    ports.map((port) => startServer({ ...LIGHT, ...settings, APP_URL, PORT: String(port) })),
  );
  nodes = [one as TestServer, other as TestServer];
});
test.afterAll(async () => {
  for (const node of nodes) await node.remove();
  await cluster.remove();
});

/** The same browser, whose next request goes to the other server. */
function atOther(visitor: Visitor): Visitor {
  const there = newVisitor(nodes[1], visitor.network);
  for (const [name, value] of visitor.cookies) there.cookies.set(name, value);
  return there;
}

test('two servers on one database are one site: an account of one, its notes and sessions at the other, and ended is ended', async () => {
  const here = newVisitor(nodes[0]);
  const email = await here.signUp();
  const there = atOther(here);
  for (const page of ['/dashboard', '/settings/sessions', '/settings/profile'])
    expect([page, (await there.go(page)).status]).toEqual([page, 200]);
  await writeNote(there, 'Written at the other', 'text');
  expect((await here.go('/notes')).text).toContain('Written at the other');

  const second = newVisitor(nodes[1]);
  expect((await second.signIn(email)).status).toBe(303);
  expect((await here.signOut()).status).toBe(303);
  expect((await there.go('/dashboard')).status).toBe(307);
  expect((await second.go('/dashboard')).status).toBe(200);

  const deployment = newDeployment();
  const revoked = await deployment.run('gatehouse', ['sessions', 'revoke', email], settings);
  expect(revoked).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await second.go('/dashboard')).status).toBe(307);
  const verified = await deployment.run('gatehouse', ['audit', 'verify'], settings);
  expect(verified).toMatchObject({ exitCode: 0, stderr: '' });
  const { stdout } = await deployment.run('doctor', ['--json'], settings);
  const { findings } = JSON.parse(stdout) as {
    findings: { check: string; is: string; says: string }[];
  };
  const said = findings.map(({ check, is, says }) => `${check} ${is}: ${says}`);
  expect(said).toContainEqual(expect.stringMatching(/^database ok: PostgreSQL \d+ answers/));
  expect(said).toContain('migrations ok: The tables are up to date.');
  expect(said).toContainEqual(expect.stringMatching(/^nodes ok: 2 serving, all the same/));
  // What makes this one quick.
  expect(said).toContainEqual(expect.stringMatching(/^durability problem: fsync is off/));
  deployment.remove();
});

test('a page that lies open at one server hears of what the other ends, also after what it hears by was cut', async () => {
  const here = newVisitor(nodes[0]);
  await here.signUp();
  const cut = await openStream(nodes[0], here);
  await expect.poll(() => cut.text).toBe(':\n\n');
  const client = await openClient(settings.DATABASE_URL);
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'",
  );
  await client.end();
  await cut.ended;
  // It is told of no end that was none.
  expect([cut.text, cut.answer.complete]).toEqual([':\n\n', true]);
  expect((await here.go('/session/alive')).status).toBe(204);
  const again = await openStream(nodes[0], here);
  await expect.poll(() => again.text).toBe(':\n\n');
  expect((await atOther(here).signOut()).status).toBe(303);
  await again.ended;
  expect(again.text).toBe(':\n\nevent: over\ndata:\n\n');
});

test('while the database is down nothing is granted, and once it is back everything works without a restart', async () => {
  const visitor = newVisitor(nodes[0]);
  const email = await visitor.signUp();
  await cluster.stop();
  expectUnavailable(await visitor.go('/dashboard'));
  await expectPagesOfStrangers(nodes[1]);
  expectUnavailable(await newVisitor(nodes[1]).signIn(email));
  expect((await visitor.go('/health/ready')).status).toBe(503);
  await cluster.start();
  await expect.poll(async () => (await visitor.go('/dashboard')).status).toBe(200);
  await expect.poll(async () => (await newVisitor(nodes[1]).signIn(email)).status).toBe(303);
  await expect.poll(async () => (await visitor.go('/health/ready')).status).toBe(200);
});

test('a database that cannot be used ends the start with one sentence that says what to do', {
  tag: '@long',
}, async () => {
  const DATABASE_URL = cluster.url('nothing');
  await expect(startServer({ ...LIGHT, ...settings, DATABASE_URL })).rejects.toThrow(
    /did not start: The database nothing at \S+ cannot be used: .*does not exist\. Make it: create database nothing/,
  );
  await expect(
    startServer({ ...LIGHT, ...settings, SESSION_SECRET: randomBytes(32).toString('base64url') }),
  ).rejects.toThrow(/did not start: the database is in use under another SESSION_SECRET/);
});
