import { beforeEach, expect, test } from 'vitest';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { sessions } from '#drizzle/schema/sessions';
import { changePassword } from '#lib/accounts/change-password';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startResetFor } from '#lib/admin/start-reset';
import { deleteAccount } from '#lib/assembly/delete-account';
import { db } from '#lib/db/client';
import { findByBearer } from '#lib/oauth/bearer';
import { addClient, removeClient } from '#lib/oauth/clients';
import {
  CLI,
  deviceTokens,
  get,
  refresh,
  SCOPE,
  send,
  type Tokens,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { listSessions } from '#lib/session/list';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';

let viewer: Viewer;
let tokens: Tokens;
let sid: string;

beforeEach(async () => {
  await emptyTables();
  viewer = await viewerOfTicket(await beginSession(await addUser()));
  tokens = await from('10.8.0.1', () => deviceTokens(viewer), {
    userAgent: 'gatehouse-cli/0.1 (Linux)',
  });
  sid = JSON.parse(
    Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString(),
  ).sid;
});

test('each program that was let in is one session in the list', async () => {
  const listed = await listSessions(viewer);
  expect(listed.map(({ clientName, isThisOne }) => [clientName, isThisOne])).toEqual([
    ['gatehouse CLI', false],
    [null, true],
  ]);
  await refresh(tokens.refresh_token);
  expect(await listSessions(viewer)).toHaveLength(2);
});

const change = {
  current: PASSWORD,
  password: 'entirely other words walk',
  endOthers: true,
  browser: null,
};
const ENDS: [string, () => Promise<unknown>][] = [
  ['revoked in the list of sessions', () => revokeSession(viewer, sid)],
  ['signed out everywhere else', () => revokeOtherSessions(viewer)],
  ['the password is changed', () => changePassword(viewer, change)],
  [
    'the password is changed and other browsers stay',
    () => changePassword(viewer, { ...change, endOthers: false }),
  ],
  ['a new password is asked for', () => startResetFor('operator', viewer.user.id)],
  ['an operator ends the session', () => revokeSessionOf('operator', viewer.user.id, sid)],
  ['an operator ends all sessions', () => revokeSessionsOf('operator', viewer.user.id)],
  ['the account is disabled', () => disableUser('operator', viewer.user.id)],
  ['the account is deleted', () => deleteAccount(viewer.user)],
  ['the account is deleted by an operator', () => deleteUser('operator', viewer.user.id)],
  [
    'the program is shut out',
    async () => {
      await removeClient(CLI);
      await addClient({
        id: CLI,
        name: 'gatehouse CLI',
        kind: 'native',
        redirectUris: ['http://127.0.0.1/callback'],
        scope: SCOPE,
      });
    },
  ],
  [
    'the program signs out',
    () => send('/oauth/revoke', { client_id: CLI, token: tokens.refresh_token }),
  ],
  [
    'the program takes its access token back',
    () => send('/oauth/revoke', { client_id: CLI, token: tokens.access_token }),
  ],
];

test.each(ENDS)('ended means ended: %s', async (_, end) => {
  expect(await findByBearer(tokens.access_token)).not.toBeNull();
  await end();
  expect(await findByBearer(tokens.access_token)).toBeNull();
  const answer = await refresh(tokens.refresh_token);
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
    400,
    'invalid_grant',
  ]);
});

test.each(ENDS.filter(([name]) => !name.includes('disabled')))(
  'and nothing of it is kept: %s',
  async (_, end) => {
    await end();
    const ids = (await db().select({ id: sessions.id }).from(sessions)).map(({ id }) => id);
    expect(ids).not.toContain(sid);
    expect(await db().select().from(oauthRecords)).toEqual([]);
  },
);

test('a program cannot sign another out, and learns nothing from trying', async () => {
  await addClient({ id: 'other-app', name: 'Other', kind: 'native', redirectUris: [] });
  for (const token of [tokens.refresh_token, tokens.access_token, 'junk', 'a.b.c']) {
    const answer = await send('/oauth/revoke', { client_id: 'other-app', token });
    expect([token.slice(0, 9), answer.status]).toEqual([token.slice(0, 9), 200]);
  }
  expect(await findByBearer(tokens.access_token)).not.toBeNull();
});

test('a cookie of a browser is no key to userinfo, nor is a token for the API', async () => {
  for (const headers of [
    {},
    { authorization: `Bearer ${tokens.access_token}` },
    { authorization: 'Bearer junk' },
  ])
    expect((await get('/oauth/userinfo', headers)).status).toBeGreaterThanOrEqual(400);
});
