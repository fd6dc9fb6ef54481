import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startServer, type TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { gatehouse } from '#lib/testing/deployment.test-support';

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.remove());

const rehearsals = () => readdirSync(tmpdir()).filter((name) => /^gatehouse-rehearsal-/.test(name));
const rehearse = (file: string) => gatehouse(server, 'db', 'rehearse', file, '--json');

test('a backup is proven by a server that starts from a copy of it, while the real one serves', async () => {
  await newVisitor(server).signUp();
  const file = join(server.folder, 'backup.db');
  expect((await gatehouse(server, 'db', 'backup', file)).exitCode).toBe(0);
  const before = rehearsals();
  const { exitCode, stdout, stderr } = await rehearse(file);
  expect([exitCode, stderr]).toEqual([0, '']);
  const told = JSON.parse(stdout);
  expect(told).toMatchObject({
    file,
    isOfThisSecret: true,
    tables: { users: 1, sessions: 1 },
    head: expect.stringMatching(/^\d+:[0-9a-f]{64}$/),
  });
  expect(told.entries).toBeGreaterThan(0);
  expect(rehearsals()).toEqual(before);
  // Its start under a secret of its own has ended what was issued in the copy, and nothing here.
  expect((await newVisitor(server).go('/sign-in')).status).toBe(200);
  const real = new Database(file, { readonly: true });
  expect(real.prepare('select count(*) from sessions').pluck().get()).toBe(1);
  real.close();
});

test('a backup whose audit log was changed is no good, and that is said', {
  tag: '@long',
}, async () => {
  const file = join(server.folder, 'changed.db');
  expect((await gatehouse(server, 'db', 'backup', file)).exitCode).toBe(0);
  const changed = new Database(file);
  const guards = changed
    .prepare(
      "select name, sql from sqlite_master where type = 'trigger' and tbl_name like 'audit%'",
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of guards) changed.exec(`drop trigger ${name}`);
  changed.exec("update audit_events set address = '203.0.113.1' where seq = 2");
  for (const { sql } of guards) changed.exec(sql);
  changed.close();
  const { exitCode, stdout } = await rehearse(file);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toMatch(/^The audit log of the backup is not whole\./);
});
