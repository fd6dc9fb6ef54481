import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { addPeople, LIGHT } from '../support/people.ts';
import { change, countRows, rows } from '../support/rows.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { PASSWORD } from '../support/test.ts';
import { expectUnavailable } from '../support/unanswered.ts';
import { newVisitor } from '../support/visitor.ts';
import { isSignedIn } from '../support/whole.ts';

let server: TestServer;
let people: string[];
test.beforeAll(async () => {
  server = await startServer(LIGHT);
  people = await addPeople(server, 20);
});
test.afterAll(() => server.remove());

/** Another process takes the file for itself until the answer is called. */
function lock() {
  const other = new Database(server.database, { timeout: 5_000 });
  other.exec('BEGIN EXCLUSIVE');
  return () => other.close();
}

async function knock(email: string) {
  const visitor = newVisitor(server);
  const form = await visitor.form('/sign-in');
  const send = () =>
    visitor.submit(form, [
      ['email', email],
      ['password', PASSWORD],
    ]);
  return { visitor, send };
}

test('a file that is locked for a second makes a sign-in wait, and nothing else', async () => {
  const { visitor, send } = await knock(people[0] as string);
  const release = lock();
  const sent = send();
  await sleep(1_000);
  release();
  const answer = await sent;
  expect(answer.status).toBe(303);
  expect(answer.headers['retry-after']).toBeUndefined();
  expect(await isSignedIn(visitor)).toBe(true);
});

test('while the file is locked nothing is granted and nobody is signed out; then all goes on', async () => {
  const inside = newVisitor(server);
  await inside.signIn(people[1] as string);
  change(server, 'update sessions set last_seen_at = last_seen_at - 120000');
  const knocking = await Promise.all(people.slice(2, 18).map(knock));
  const leaving = newVisitor(server);
  await leaving.signIn(people[18] as string);
  const before = countRows(server);

  const release = lock();
  const heldUntil = Date.now() + 10_000;
  try {
    const order: string[] = [];
    const refused = knocking.map(async ({ send }) => {
      const answer = await send();
      order.push('sign-in');
      return answer;
    });
    await sleep(200);
    expect(await isSignedIn(inside)).toBe(true);
    order.push('page');
    for (const answer of await Promise.all(refused)) expectUnavailable(answer);
    expect(order[0], 'who only reads does not stand behind those who wait').toBe('page');

    expectUnavailable(await leaving.signOut());
    expectUnavailable(await newVisitor(server).askForAccount('nobody@example.com'));
    expect(await isSignedIn(leaving)).toBe(true);
    const ready = await newVisitor(server).go('/health/ready');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text).checks).toMatchObject({ database: true, writable: false });
    await sleep(Math.max(0, heldUntil - Date.now()));
    expect(await isSignedIn(inside)).toBe(true);
  } finally {
    release();
  }
  expect(countRows(server)).toEqual(before);

  expect((await leaving.signOut()).status).toBe(303);
  expect((await (await knock(people[19] as string)).send()).status).toBe(303);
  await expect.poll(async () => (await newVisitor(server).go('/health/ready')).status).toBe(200);
  expect(rows(server, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
