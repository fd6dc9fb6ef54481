import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startCluster } from '#lib/testing/cluster.test-support';
import { writeNote } from '../support/notes.ts';
import { buildChanged } from '../support/second-build.ts';
import { freePort, LIGHT, startServer, type TestServer } from '../support/server.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

const SESSION_SECRET = randomBytes(32).toString('base64url');
const SECOND = 'data-build="second"';
let cluster: Awaited<ReturnType<typeof startCluster>>;
let second: ReturnType<typeof buildChanged>;
const nodes: TestServer[] = [];

test.beforeAll(async () => {
  test.setTimeout(600_000);
  cluster = await startCluster();
  second = buildChanged([['app/layout.tsx', '<html lang', '<html data-build="second" lang']]); // biome-ignore format: one change
  addMigration(second.home);
});
test.afterAll(async () => {
  for (const node of nodes) await node.remove();
  await cluster.remove();
  second.remove();
});

/** What the next version adds to the tables. */
function addMigration(home: string) {
  const journal = join(home, 'drizzle/migrations/meta/_journal.json');
  const known = JSON.parse(readFileSync(journal, 'utf8')) as { entries: object[] };
  const entry = { idx: 99, version: '6', when: Date.now(), tag: '0099_more', breakpoints: true };
  writeFileSync(journal, JSON.stringify({ ...known, entries: [...known.entries, entry] }));
  writeFileSync(
    join(home, 'drizzle/migrations/0099_more.sql'),
    'ALTER TABLE `users` ADD `more` text;--> statement-breakpoint\nCREATE TABLE `more` (`id` text PRIMARY KEY NOT NULL);',
  );
}

/** The same browser, whose next request goes to another node. */
function at(node: TestServer, visitor: Visitor): Visitor {
  const there = newVisitor(node, visitor.network);
  for (const [name, value] of visitor.cookies) there.cookies.set(name, value);
  return there;
}

test('during an update both versions serve one database, and the old one may be started again', async () => {
  const [port, other] = [await freePort(), await freePort()];
  const settings = {
    ...LIGHT,
    DATABASE_URL: cluster.url('postgres'),
    SESSION_SECRET,
    APP_URL: `http://localhost:${port}`,
  };
  const old = await startServer({ ...settings, PORT: String(port) });
  nodes.push(old);
  const ada = newVisitor(old);
  const email = await ada.signUp();
  const form = await ada.form('/notes/new');
  const fresh = await startServer({ ...settings, PORT: String(other) }, undefined, second.home);
  nodes.push(fresh);

  const there = at(fresh, ada);
  expect((await there.go('/dashboard')).text).toContain(SECOND);
  const sent = await there.submit(form, [
    ['title', 'Opened at the old, sent to the new'],
    ['text', 'text'],
  ]);
  expect(sent.status).toBe(303);
  await writeNote(ada, 'Written at the old');
  expect((await newVisitor(old).signIn(email)).status).toBe(303);

  expect(await old.stop()).toBe(0);
  await old.start();
  const list = (await ada.go('/notes')).text;
  expect(list).not.toContain(SECOND);
  expect(list).toContain('Opened at the old, sent to the new');
  expect(list).toContain('Written at the old');
  await newVisitor(old).signUp();
  expect((await newVisitor(fresh).signIn(email)).status).toBe(303);
  expect(fresh.output()).toMatch(
    /"differences":\["build"\].*the servers of this site are not the same/,
  );
});
