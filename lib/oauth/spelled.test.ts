import { beforeEach, expect, test } from 'vitest';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { db } from '#lib/db/client';
import { CLI, get, newPkceChallenge, REDIRECT, send } from '#lib/oauth/flows.test-support';
import { emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const asked = () =>
  new URLSearchParams({
    client_id: CLI,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'account:read',
    code_challenge: newPkceChallenge().challenge,
    code_challenge_method: 'S256',
  });

test.each([
  '/oauth/Authorize',
  '/oauth/AUTHORIZE',
  '/oauth/authorize/',
  '/oauth//authorize',
  '/oauth/%61uthorize',
  '/Oauth/authorize',
  '/oauth/authorize/x/y',
  '/Device',
])('the address %s is nothing, however well it asks', async (path) => {
  const answer = await get(`${path}?${asked()}`);
  expect(answer.status).toBe(404);
  expect(await db().select().from(oauthRecords)).toEqual([]);
});

test.each([
  '/oauth/Par',
  '/oauth/par/',
  '/oauth/Token',
  '/oauth/Device_authorization',
  '/oauth/REVOKE',
  '/oauth/Introspect',
  '/oauth/Userinfo',
])('a form to %s is nothing either', async (path) => {
  const answer = await send(path, Object.fromEntries(asked()));
  expect(answer.status).toBe(404);
  expect(await db().select().from(oauthRecords)).toEqual([]);
});
