import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { db } from '#lib/db/client';
import { addClient, removeClient } from '#lib/oauth/clients';
import {
  CLI,
  deviceTokens,
  newNetwork,
  send,
  type Tokens,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { revokeOtherSessions } from '#lib/session/sign-out';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  execute,
  setClock,
} from '#lib/testing/database.test-support';

let viewer: Viewer;
let tokens: Tokens;
const secrets = new Map<string, string>();

beforeEach(async () => {
  await emptyTables();
  for (const [id, audience] of [
    ['our-api', 'http://localhost:3000/api/v1'],
    ['their-api', 'https://api.example.com'],
  ] as const) {
    await removeClient(id);
    const added = await addClient({ id, name: id, kind: 'service', audience, scope: 'books:read' });
    if (added.ok) secrets.set(id, String(added.value));
  }
  viewer = await viewerOfTicket(await beginSession(await addUser()));
  tokens = await deviceTokens(viewer);
});

const basic = (id: string, secret = secrets.get(id)) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const ask = async (id: string, token: string) =>
  (await send('/oauth/introspect', { token }, basic(id))).json();

test('a service learns about tokens that are meant for it, for as long as they count', async () => {
  expect(await ask('our-api', tokens.access_token)).toMatchObject({
    active: true,
    sub: viewer.user.id,
    client_id: CLI,
    token_type: 'Bearer',
  });
  expect(await ask('their-api', tokens.access_token)).toEqual({ active: false });
  expect(await ask('our-api', 'junk')).toEqual({ active: false });
  const start = Date.now();
  setClock(start + 606_000);
  expect(await ask('our-api', tokens.access_token)).toEqual({ active: false });
  setClock(start);
  await revokeOtherSessions(viewer);
  expect(await ask('our-api', tokens.access_token)).toEqual({ active: false });
});

test('only a program that proves to be known may ask', async () => {
  for (const headers of [
    {},
    basic('our-api', 'wrong'),
    basic('nobody', 'x'),
    { authorization: 'Basic %%%' },
  ]) {
    const answer = await send('/oauth/introspect', { token: tokens.access_token }, headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(402);
    expect(await answer.text()).not.toContain(viewer.user.id);
  }
  // Of those only one came in the name of somebody.
  const failed = eq(auditEvents.type, 'client_login_fail');
  await vi.waitFor(async () =>
    expect(await db().select().from(auditEvents).where(failed)).toMatchObject([
      { userId: null, actor: 'system', object: 'client:our-api', result: 'failure' },
    ]),
  );
});

test('a caller who tries secrets cannot fill the log', async () => {
  const network = newNetwork();
  for (let tries = 0; tries < 13; tries++) {
    const answer = await send('/oauth/introspect', { token: 'x' }, basic('our-api', 'no'), network);
    expect(answer.status).toBe(401);
  }
  const failed = eq(auditEvents.type, 'client_login_fail');
  const entries = () => db().select().from(auditEvents).where(failed);
  await vi.waitFor(async () => expect(await entries()).toHaveLength(10));
  await sleep(100);
  expect(await entries()).toHaveLength(10);
});

test('a refresh token tells a service nothing', async () => {
  expect(await ask('our-api', tokens.refresh_token)).toEqual({ active: false });
});

test('a service signs nobody in', async () => {
  for (const form of [
    { grant_type: 'client_credentials' },
    { grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
  ])
    expect((await send('/oauth/token', form, basic('our-api'))).status).toBe(400);
  expect(
    (await send('/oauth/device_authorization', { scope: 'account:read' }, basic('our-api'))).status,
  ).toBe(400);
});

test('a failure of ours goes to the log and nowhere else', async () => {
  const written = vi.spyOn(console, 'error').mockReturnValue();
  await execute('alter table users rename to gone');
  onTestFinished(async () => {
    written.mockRestore();
    await execute('alter table gone rename to users');
  });
  const answer = await send('/oauth/introspect', { token: tokens.access_token }, basic('our-api'));
  expect([answer.status, await answer.text()]).toEqual([500, 'Internal Server Error']);
  expect(written).not.toHaveBeenCalled();
});
