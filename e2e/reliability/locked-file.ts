import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { addPeople } from '../support/people.ts';
import { change, countRows, rows } from '../support/rows.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { expectSoundDatabase, isSignedIn } from '../support/sound-database.ts';
import { PASSWORD } from '../support/test.ts';
import { expectUnavailable } from '../support/unavailable.ts';
import { newVisitor } from '../support/visitor.ts';

/** Another process takes the file for itself until the answer is called. */
export function lock(server: TestServer) {
  const other = new Database(server.database, { timeout: 5_000 });
  other.exec('BEGIN EXCLUSIVE');
  return () => other.close();
}

/** Somebody with the sign-in form before them. */
export async function knock(server: TestServer, email: string) {
  const visitor = newVisitor(server);
  const form = await visitor.form('/sign-in');
  const send = () =>
    visitor.submit(form, [
      ['email', email],
      ['password', PASSWORD],
    ]);
  return { visitor, send };
}

/** Locks the file of a server of our own for so many seconds and expects what must hold meanwhile and after. */
export async function lockFor(seconds: number) {
  const server = await startServer(LIGHT);
  try {
    await expectNothingGranted(server, seconds);
  } finally {
    await server.remove();
  }
}

async function expectNothingGranted(server: TestServer, seconds: number) {
  const people = await addPeople(server, 20);
  const inside = newVisitor(server);
  await inside.signIn(people[1] as string);
  change(server, 'update sessions set last_seen_at = last_seen_at - 120000');
  const knocking = await Promise.all(people.slice(2, 18).map((email) => knock(server, email)));
  const leaving = newVisitor(server);
  await leaving.signIn(people[18] as string);
  const before = countRows(server);

  const release = lock(server);
  const heldUntil = Date.now() + seconds * 1_000;
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
    const late = await knock(server, people[18] as string);
    while (Date.now() < heldUntil - 3_000) {
      expectUnavailable(await late.send());
      expect(await isSignedIn(inside)).toBe(true);
      await sleep(500);
    }
    await sleep(Math.max(0, heldUntil - Date.now()));
    expect(await isSignedIn(inside)).toBe(true);
  } finally {
    release();
  }
  expect(countRows(server)).toEqual(before);

  expect((await leaving.signOut()).status).toBe(303);
  expect((await (await knock(server, people[19] as string)).send()).status).toBe(303);
  await expect.poll(async () => (await newVisitor(server).go('/health/ready')).status).toBe(200);
  expect(rows(server, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  // No session without its line in the history, and none of what was refused in it.
  expectSoundDatabase(server.database);
  const created = "select count(*) as count from audit_events where type = 'session_created'";
  expect(rows(server, created)).toEqual([{ count: 3 }]);
}
