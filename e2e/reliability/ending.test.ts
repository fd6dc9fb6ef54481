import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { SCOPES, signedWith } from '../support/bearer.ts';
import { CLI, sendToOauth, type Tokens, tokensFor } from '../support/grant-consent.ts';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

let server: TestServer;

test.beforeAll(async () => {
  server = await startServer(LIGHT);
});
test.afterAll(() => server.remove());

const me = async (token: string) =>
  (await fetch(`${server.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } }))
    .status;
const refresh = (refresh_token: string) =>
  sendToOauth(server, '/oauth/token', {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token,
  });
const kids = async () => {
  const { keys } = await (await fetch(`${server.url}/.well-known/jwks.json`)).json();
  return (keys as { kid: string }[]).map(({ kid }) => kid);
};

/** What the page, the API and the token endpoint answer to what was issued before. */
async function answersTo(visitor: Visitor, tokens: Tokens) {
  const { status: page } = await visitor.go('/dashboard');
  const api = await me(tokens.access_token);
  const { status: token } = await refresh(tokens.refresh_token);
  return { page, api, token };
}
const LIVE = { page: 200, api: 200, token: 200 };
const OVER = { page: 307, api: 401, token: 400 };

async function signIn(email: string) {
  const visitor = newVisitor(server);
  expect((await visitor.signIn(email)).status).toBe(303);
  return { visitor, tokens: await tokensFor(server, visitor, SCOPES) };
}

test('a copy that is put back with a new secret brings nothing back, also with the old secret', {
  tag: '@long',
}, async () => {
  const [email] = (await addPeople(server, 1)) as [string];
  const { visitor, tokens } = await signIn(email);
  const before = await kids();
  const copy = join(server.folder, 'copy.db');
  expect((await gatehouse(server, 'db', 'backup', copy)).exitCode).toBe(0);
  const secret = join(server.folder, 'secret');
  const forged = await signedWith(copy, readFileSync(secret, 'utf8').trim(), server.url);
  expect(await me(forged), 'as good as a real one, until then').toBe(200);
  expect((await gatehouse(server, 'sessions', 'revoke', email)).exitCode).toBe(0);
  expect(await answersTo(visitor, tokens)).toEqual(OVER);

  await server.stop();
  for (const tail of ['', '-wal', '-shm']) rmSync(server.database + tail, { force: true });
  copyFileSync(copy, server.database);
  writeFileSync(secret, 'wY3nQ8ZkR5tB7mX1cV9pL4sD6gH2jF0aT_uE-iOxKvM\n', { mode: 0o600 });
  await server.start();

  expect(await answersTo(visitor, tokens)).toEqual(OVER);
  expect(await me(forged)).toBe(401);
  for (const kid of await kids()) expect(before).not.toContain(kid);
  const { stdout } = await gatehouse(server, 'audit', 'list', '--type', 'secret_changed');
  expect(stdout).toMatch(/1 came, 1 went; ended with it: 2 sessions \(1 of programs\)/);
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
});

test('sessions revoke --everybody ends browsers and programs at once, beside the server', async () => {
  const people = await addPeople(server, 2);
  const ins = await Promise.all(people.map(signIn));
  for (const { visitor, tokens } of ins) {
    const next = await (await refresh(tokens.refresh_token)).json();
    Object.assign(tokens, next);
    expect([(await visitor.go('/dashboard')).status, await me(tokens.access_token)]).toEqual([
      LIVE.page,
      LIVE.api,
    ]);
  }
  const before = await kids();
  const { exitCode } = await gatehouse(server, 'sessions', 'revoke', '--everybody');
  expect(exitCode).toBe(0);
  for (const { visitor, tokens } of ins) expect(await answersTo(visitor, tokens)).toEqual(OVER);
  for (const kid of await kids()) expect(before).not.toContain(kid);
  const again = await signIn(people[0] as string);
  expect(await answersTo(again.visitor, again.tokens)).toEqual(LIVE);
});
