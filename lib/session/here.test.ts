import { eq } from 'drizzle-orm';
import { v4 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { consents } from '#drizzle/schema/consents';
import { credentials } from '#drizzle/schema/credentials';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { beginAuthenticator } from '#lib/accounts/authenticator/begin';
import { confirmAuthenticator } from '#lib/accounts/authenticator/confirm';
import { removeAuthenticator } from '#lib/accounts/authenticator/remove';
import { completeChangeEmail, startChangeEmail } from '#lib/accounts/change-email';
import { changePassword } from '#lib/accounts/change-password';
import { confirmByProvider } from '#lib/accounts/connections/confirm';
import {
  addGoogle,
  BROWSER,
  identity,
  keptAnswer,
} from '#lib/accounts/connections/connections.test-support';
import { linkConnection } from '#lib/accounts/connections/link';
import { connectionRow } from '#lib/accounts/connections/row';
import { removeConnection } from '#lib/accounts/connections/unlink';
import { shownBy } from '#lib/accounts/factors.test-support';
import { latestCode } from '#lib/accounts/life.test-support';
import { addPasskey } from '#lib/accounts/passkeys/add';
import { askToEnrol } from '#lib/accounts/passkeys/ask';
import { given, SECRET } from '#lib/accounts/passkeys/passkeys.test-support';
import { removePasskey } from '#lib/accounts/passkeys/remove';
import { renamePasskey } from '#lib/accounts/passkeys/rename';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { makeRecoveryCodes } from '#lib/accounts/recovery-codes';
import { removePassword } from '#lib/accounts/remove-password';
import { setFirstPassword } from '#lib/accounts/set-password';
import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { disableProgram } from '#lib/admin/programs';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startRecovery } from '#lib/admin/start-recovery';
import { startResetFor } from '#lib/admin/start-reset';
import { sessionOperations } from '#lib/api/sessions';
import { deleteOwnAccount } from '#lib/assembly/delete-account';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { takeBackConsent } from '#lib/oauth/consents';
import { answerDevice, claimDevice } from '#lib/oauth/device';
import { CLI, SCOPE, send, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { endPersonalToken } from '#lib/oauth/personal/end';
import type { TokenWish } from '#lib/oauth/personal/fields';
import { makePersonalToken } from '#lib/oauth/personal/make';
import { endTicket } from '#lib/session/end';
import { asksBy } from '#lib/session/here';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { endTrustIn, newTrust } from '#lib/session/trust';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';
import { Authenticator } from '#lib/testing/passkey.test-support';

const ANOTHER = 'eleven quiet lanterns drift';
let here: Ticket;
let ada: Viewer;

beforeEach(async () => {
  await emptyTables();
  here = await beginSession(await addUser());
  ada = await viewerOfTicket(here);
});

const now = () => ({ createdAt: new Date(), confirmedAt: new Date() });
/** A credential that is there without an act of the viewer's. */
async function has(kind: 'passkey' | 'totp') {
  const [id, { id: userId }] = [uuid(), ada.user];
  const handle = kind === 'totp' ? userId : id;
  await db()
    .insert(credentials)
    .values({ id, userId, kind, handle, secret: 'a key', ...now() });
  return id;
}
async function isConnected() {
  await addGoogle();
  const row = connectionRow(ada.user.id, identity());
  await db().insert(connections).values(row);
  return row.id;
}
const withoutPassword = () => db().delete(credentials).where(eq(credentials.userId, ada.user.id));
const WISH: TokenWish = { name: 'Backup', days: 30, scopes: ['account:read'] };

/** Everything that a signed-in person does to what opens their account: what goes before, and the act. */
const ACTS: Record<string, () => Promise<() => Promise<unknown>>> = {
  'sets a first password': async () => {
    await withoutPassword();
    return () => setFirstPassword(ada, ANOTHER);
  },
  'changes the password': async () => {
    const change = { current: PASSWORD, password: ANOTHER, endOthers: true, browser: 'known' };
    return () => changePassword(ada, change);
  },
  'removes the password': async () => {
    await has('passkey');
    return () => removePassword(ada);
  },
  'changes the address': async () => {
    const email = 'countess@example.com';
    const flow = { ...given(await startChangeEmail(ada, email)), email };
    const code = await latestCode();
    return () => completeChangeEmail(ada, flow, code);
  },
  'proves who they are': async () => () =>
    reauthenticate(ada, { password: PASSWORD, browser: 'known' }),
  'proves it by a provider': async () => {
    await isConnected();
    return () => confirmByProvider(ada, identity({ authTime: Date.now() / 1000 }));
  },
  'adds a passkey': async () => {
    const answer = new Authenticator().create(given(await askToEnrol(ada, SECRET)));
    return () => addPasskey(ada, { answer, secret: SECRET });
  },
  'renames a passkey': async () => {
    const id = await has('passkey');
    return () => renamePasskey(ada, id, 'Another name');
  },
  'removes a passkey': async () => {
    const id = await has('passkey');
    return () => removePasskey(ada, id);
  },
  'begins an app': async () => () => beginAuthenticator(ada),
  'adds an app': async () => {
    const key = await beginAuthenticator(ada);
    return () => confirmAuthenticator(ada, shownBy(key?.typed ?? ''));
  },
  'removes an app': async () => {
    await has('totp');
    return () => removeAuthenticator(ada);
  },
  'makes recovery codes': async () => () => makeRecoveryCodes(ada, uuid()),
  'connects an account elsewhere': async () => {
    await addGoogle();
    const answer = await keptAnswer(identity(), { sessionId: ada.session.id });
    return () => linkConnection(ada, answer, BROWSER);
  },
  'removes an account elsewhere': async () => {
    const id = await isConnected();
    return () => removeConnection(ada, id);
  },
  'ends another session': async () => {
    const { sessionId } = await beginSession(ada.user.id);
    return () => revokeSession(ada, sessionId);
  },
  'ends all others': async () => {
    await beginSession(ada.user.id);
    return () => revokeOtherSessions(ada);
  },
  'makes a token': async () => () => makePersonalToken(ada, WISH, uuid()),
  'ends a token': async () => {
    await makePersonalToken(ada, WISH, uuid());
    const [row] = await db().select().from(sessions).where(eq(sessions.tokenName, WISH.name));
    return () => endPersonalToken(ada, String(row?.id));
  },
  'lets a device in': async () => {
    const form = { client_id: CLI, scope: SCOPE };
    const { user_code } = await (await send('/oauth/device_authorization', form)).json();
    const handle = given(await claimDevice(ada, user_code));
    return () => answerDevice(ada, handle, true);
  },
  'takes a consent back': async () => {
    const [client] = await db().select().from(oauthClients).limit(1);
    const row = { id: uuid(), userId: ada.user.id, clientId: String(client?.id), scope: 'openid' };
    await db()
      .insert(consents)
      .values({ ...row, createdAt: new Date(), lastUsedAt: new Date() });
    return () => takeBackConsent(ada, row.id);
  },
  'trusts a browser no more': async () => {
    const { trust, write } = newTrust(ada.user.id);
    await transaction(write);
    return () => endTrustIn(ada, trust.id);
  },
  'deletes the account': async () => () => deleteOwnAccount(ada),
};

/** And what somebody does who administers: to mia, who has a session. */
const OF_STAFF: Record<string, (mia: string, session: string) => Promise<unknown>> = {
  'gives a role': (mia) => changeUserRole(ada, mia, 'support'),
  'shuts an account': (mia) => disableUser(ada, mia),
  'opens an account': async (mia) => enableUser(ada, mia),
  'asks for a new password': (mia) => startResetFor(ada, mia),
  'begins a recovery': (mia) => startRecovery(ada, mia),
  'deletes an account': (mia) => deleteUser(ada, mia),
  'ends a session of somebody': (mia, session) => revokeSessionOf(ada, mia, session),
  'signs somebody out everywhere': (mia) => revokeSessionsOf(ada, mia),
  'shuts a program out': () => disableProgram(ada, CLI),
};
for (const [name, act] of Object.entries(OF_STAFF))
  ACTS[`${name}, who administers,`] = async () => {
    await db().update(users).set({ role: 'administrator' }).where(eq(users.id, ada.user.id));
    ada = await viewerOfTicket(here);
    const mia = await addUser('mia@example.com');
    const { sessionId } = await beginSession(mia);
    const disabledAt = name === 'opens an account' ? new Date() : null;
    await db().update(users).set({ disabledAt }).where(eq(users.id, mia));
    return () => act(mia, sessionId);
  };

const isDone = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? !('ok' in value) || value.ok === true
    : Boolean(value);

const MEANWHILE = {
  'the session has ended': () => transaction(endTicket(here, 'signed_out')),
  'the session goes on under another secret': () => transaction(renewSession(ada).write),
};

test.each(
  Object.entries(ACTS).flatMap(([act, prepare]) =>
    Object.entries(MEANWHILE).map(([why, happens]) => [act, why, prepare, happens] as const),
  ),
)(
  'nothing comes of a request that was under way when something else happened: somebody %s, and %s',
  async (_, __, prepare, happens) => {
    const act = await from('192.0.2.1', prepare);
    await happens();
    const before = await opens();
    expect(isDone(await from('192.0.2.1', act))).toBe(false);
    expect(await opens()).toEqual(before);
  },
);

test.each(Object.entries(ACTS))('and where nothing happens, somebody %s', async (_, prepare) => {
  const act = await from('192.0.2.1', prepare);
  expect(isDone(await from('192.0.2.1', act))).toBe(true);
});

test('a request that first proves who they are goes on by the secret that it got for that', async () => {
  const proof = { password: PASSWORD, browser: 'known' };
  const renewed = given(await from('192.0.2.1', () => reauthenticate(ada, proof)));
  expect(await setFirstPassword(ada, ANOTHER)).toMatchObject({ ok: false });
  asksBy(ada, renewed);
  expect(await makeRecoveryCodes(ada, uuid())).toMatchObject({ ok: true });
  expect(await deleteOwnAccount(ada)).toMatchObject({ ok: true });
});

test('what was typed rightly is no guess, though nothing comes of it', async () => {
  await MEANWHILE['the session goes on under another secret']();
  for (let tries = 0; tries < 15; tries++) {
    const typed = { password: PASSWORD, browser: 'known' };
    expect(await reauthenticate(ada, typed)).toMatchObject({ reason: 'wrong_credentials' });
  }
});

test.each(Object.entries(MEANWHILE))('the API does not answer as if there were nothing to end where %s', async (_, happens) => {
  const { endSession, endOtherSessions } = sessionOperations;
  const asked = { params: { session: uuid() }, body: undefined, query: {}, revision: null };
  expect(await endSession.run(ada, asked)).toMatchObject({ reason: 'not_found' });
  await happens();
  expect(await endSession.run(ada, asked)).toMatchObject({ reason: 'invalid_token' });
  expect(await endOtherSessions.run(ada, asked)).toMatchObject({ reason: 'invalid_token' });
}); // biome-ignore format: one line

/** All that opens the account, or is done to somebody. */
const opens = () =>
  Promise.all(
    [sessions, credentials, connections, consents, users, oauthClients, outbox].map((table) =>
      db().select().from(table),
    ),
  );
