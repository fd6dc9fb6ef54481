import { execFileSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { addPeople } from '../support/people.ts';
import { countRows } from '../support/rows.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { expectSoundDatabase, isSignedIn } from '../support/sound-database.ts';
import { refuseWrites } from '../support/storage.ts';
import { expectPagesOfStrangers, expectUnavailable } from '../support/unavailable.ts';
import { newVisitor } from '../support/visitor.ts';

const PAGES = ['/dashboard', '/settings/sessions', '/dev/mailbox', '/metrics'];

let server: TestServer;
let people: string[];
test.beforeEach(async () => {
  server = await startServer(LIGHT);
  people = await addPeople(server, 4);
});
test.afterEach(() => server.remove());

async function signedIn() {
  const visitor = newVisitor(server);
  expect((await visitor.signIn(people[0] as string)).status).toBe(303);
  return visitor;
}

/** A copy of the database as it is now, in one file. */
async function keepCopy() {
  const copy = `${server.database}.copy`;
  const database = new Database(server.database);
  await database.backup(copy);
  database.close();
  return copy;
}

async function expectNothingGranted(visitor: Awaited<ReturnType<typeof signedIn>>) {
  for (const page of PAGES) {
    const answer = await visitor.go(page, page === '/dashboard' ? {} : { headers: {} });
    expect([503, 404], page).toContain(answer.status);
    if (answer.status === 503) expectUnavailable(answer);
  }
  expectUnavailable(await visitor.go('/dashboard'));
  await expectPagesOfStrangers(server);
  expectUnavailable(await newVisitor(server).signIn(people[1] as string));
  expectUnavailable(await visitor.signOut());
  const ready = await newVisitor(server).go('/health/ready');
  expect(ready.status).toBe(503);
}

const nowSigns = (visitor: Awaited<ReturnType<typeof signedIn>>) =>
  expect.poll(async () => (await visitor.go('/dashboard')).status, { timeout: 10_000 });

test('a database moved away opens nothing, and everything once it is back', async () => {
  const visitor = await signedIn();
  renameSync(server.database, `${server.database}.away`);
  await nowSigns(visitor).toBe(503);
  await expectNothingGranted(visitor);
  expect(server.output(), 'the log says what is wrong').toContain('is missing');
  renameSync(`${server.database}.away`, server.database);
  await nowSigns(visitor).toBe(200);
  expect((await newVisitor(server).signIn(people[1] as string)).status).toBe(303);
});

test('a database put in the place of another is the one that counts', {
  tag: '@long',
}, async () => {
  const copy = await keepCopy();
  const visitor = await signedIn();
  renameSync(copy, server.database);
  await nowSigns(visitor).toBe(307);
  expect((await newVisitor(server).signIn(people[1] as string)).status).toBe(303);
  expect(countRows(server)).toMatchObject({ sessions: 1, users: 4 });
  expectSoundDatabase(server.database);
});

test('rubbish in the place of the database opens nothing, and the database again everything', {
  tag: '@long',
}, async () => {
  const visitor = await signedIn();
  const copy = await keepCopy();
  writeFileSync(`${server.database}.rubbish`, 'this is no database '.repeat(500));
  renameSync(`${server.database}.rubbish`, server.database);
  await nowSigns(visitor).toBe(503);
  await expectNothingGranted(visitor);
  for (let i = 0; i < 20; i++) expectUnavailable(await visitor.go('/dashboard'));
  renameSync(copy, server.database);
  await nowSigns(visitor).toBe(200);
});

test('a database of a newer version in its place opens nothing', async () => {
  const visitor = await signedIn();
  const copy = await keepCopy();
  copyFileSync(copy, `${copy}.newer`);
  const newer = new Database(`${copy}.newer`);
  newer.exec("insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)");
  newer.close();
  rmSync(`${copy}.newer-wal`, { force: true });
  renameSync(`${copy}.newer`, server.database);
  await nowSigns(visitor).toBe(503);
  expectUnavailable(await newVisitor(server).signIn(people[1] as string));
  renameSync(copy, server.database);
  await nowSigns(visitor).toBe(200);
});

test('storage that cannot be written grants nothing and still knows who is signed in', {
  tag: '@long',
}, async () => {
  const visitor = await signedIn();
  const before = countRows(server);
  const allow = refuseWrites(server);
  try {
    expectUnavailable(await newVisitor(server).signIn(people[1] as string));
    expectUnavailable(await newVisitor(server).askForAccount('nobody@example.com'));
    expectUnavailable(await visitor.signOut());
    expect(await isSignedIn(visitor)).toBe(true);
    await expect.poll(async () => (await newVisitor(server).go('/health/ready')).status).toBe(503);
    expect((await newVisitor(server).go('/health/live')).status).toBe(200);
  } finally {
    allow();
  }
  expect(countRows(server)).toEqual(before);
  expect((await newVisitor(server).signIn(people[1] as string)).status).toBe(303);
  expect((await visitor.signOut()).status).toBe(303);
  await expect.poll(async () => (await newVisitor(server).go('/health/ready')).status).toBe(200);
  expectSoundDatabase(server.database);
});

test('a database file that came back read-only grants nothing until it can be written again', {
  tag: '@long',
}, async () => {
  const visitor = await signedIn();
  await server.stop();
  await server.start();
  const isImmutable = setImmutable(server.database, true);
  test.info().annotations.push({
    type: 'read-only',
    description: isImmutable ? 'chattr +i' : 'RLIMIT_FSIZE',
  });
  const allow = isImmutable ? () => setImmutable(server.database, false) : refuseWrites(server);
  try {
    // A checkpoint has to write the file itself; until one is due the log beside it takes everything.
    await server.stop('SIGKILL');
    await expect(server.start()).rejects.toThrow('did not start');
    expect(server.output()).toMatch(/did not start: .*gatehouse\.db/);
  } finally {
    allow();
  }
  await server.start();
  expect(await isSignedIn(visitor)).toBe(true);
});

function setImmutable(file: string, isOn: boolean): boolean {
  try {
    execFileSync('chattr', [isOn ? '+i' : '-i', file], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
