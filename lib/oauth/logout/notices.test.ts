import { and, desc, eq, isNull } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { changePassword } from '#lib/accounts/change-password';
import { latestCode } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startResetFor } from '#lib/admin/start-reset';
import { deleteAccount } from '#lib/assembly/delete-account';
import { purgeExpired } from '#lib/assembly/purge';
import { wasNotMe } from '#lib/assembly/was-not-me';
import { record } from '#lib/audit/record';
import { randomSecret } from '#lib/crypto/tokens';
import { db, isShared } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { disableClient } from '#lib/oauth/change-client';
import { endClientSession } from '#lib/oauth/client-session';
import { removeClient } from '#lib/oauth/clients';
import { deviceTokens, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { addToldSite, signInAt } from '#lib/oauth/logout/site.test-support';
import { endAtSite } from '#lib/oauth/site-session';
import { clearTimes } from '#lib/operator/clock/clear-times';
import { bindToSecrets } from '#lib/server/bind';
import { endTicket } from '#lib/session/end';
import { endEverybody } from '#lib/session/end-everybody';
import { SESSIONS_PER_USER } from '#lib/session/lifetimes';
import { listSessions, siteBySite } from '#lib/session/list';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import type { Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 10, 28, 12);
const DAY_MS = 24 * 3_600_000;
const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';

/** Ada in two browsers, at the shop in both; Bob at the shop. The blog is not told, and a program is no site. */
type Scene = {
  ada: string;
  viewer: Viewer;
  here: Ticket;
  there: Ticket;
  /** The sessions at the shop. */
  sids: { here: string; there: string; bob: string };
};

async function setScene(): Promise<Scene> {
  setClock(NOW);
  await bindToSecrets();
  const [ada, bob] = [await addUser(EMAIL), await addUser('bob@example.com')];
  const [here, there, his] = [
    await beginSession(ada),
    await beginSession(ada),
    await beginSession(bob),
  ];
  const shop = await addToldSite('shop', { notices: 'https://shop.example.com/out' });
  const viewer = await viewerOfTicket(here);
  await signInAt(await addToldSite('blog'), viewer);
  await deviceTokens(viewer);
  const at = async (ticket: Ticket) => (await signInAt(shop, await viewerOfTicket(ticket))).sid;
  return {
    ada,
    viewer,
    here,
    there,
    sids: { here: await at(here), there: await at(there), bob: await at(his) },
  };
}

const change = (endOthers: boolean) => ({
  current: PASSWORD,
  password: ANOTHER,
  endOthers,
  browser: null,
});

async function reset() {
  const begun = await from('10.4.0.1', () => startReset(EMAIL));
  const typed = { code: await latestCode(), password: ANOTHER, browser: null };
  return begun.ok && resetPassword({ ...begun.value, email: EMAIL }, typed);
}

/** The entry of the sign-in that began a session. */
async function eventOf(userId: string, sessionId: string) {
  await transaction(record({ type: 'authn_login_success', userId, sessionId }));
  await sealLog();
  const isIt = and(
    eq(auditEvents.sessionId, sessionId),
    eq(auditEvents.type, 'authn_login_success'),
  );
  const [event] = await db().select().from(auditEvents).where(isIt).orderBy(desc(auditEvents.seq));
  return String(event?.id);
}

type Who = keyof Scene['sids'];
const OWN: Who[] = ['here', 'there'];
const EVERYBODY: Who[] = ['here', 'there', 'bob'];

/** Each way in which a session ends, and which of them the shop is told of then. */
const WAYS: [way: string, told: Who[], end: (scene: Scene) => Promise<unknown>][] = [
  ['signing out', ['here'], ({ here }) => transaction(endTicket(here, 'signed_out'))],
  ['ending another browser in the list', ['there'], ({ viewer, there }) => revokeSession(viewer, there.sessionId)],
  ['ending the site in the list', ['here'], ({ viewer, sids }) => revokeSession(viewer, sids.here)],
  ['signing out everywhere else', OWN, ({ viewer }) => revokeOtherSessions(viewer)],
  ['a new password', OWN, ({ viewer }) => changePassword(viewer, change(true))],
  ['a new password, other browsers stay', OWN, ({ viewer }) => changePassword(viewer, change(false))],
  ['a new password by a mailed code', OWN, reset],
  ['“This wasn’t me”', ['there'], async ({ ada, viewer, there }) => wasNotMe(viewer, await eventOf(ada, there.sessionId))],
  ['an administrator who ends one', ['there'], ({ ada, there }) => revokeSessionOf('operator', ada, there.sessionId)],
  ['an administrator who ends all', OWN, ({ ada }) => revokeSessionsOf('operator', ada)],
  ['a new password asked for by staff', OWN, ({ ada }) => startResetFor('operator', ada)],
  ['disabling the account', OWN, ({ ada }) => disableUser('operator', ada)],
  ['deleting the account', OWN, ({ viewer }) => deleteAccount(viewer.user)],
  ['an administrator who deletes it', OWN, ({ ada }) => deleteUser('operator', ada)],
  ['another role, of what was over by then', OWN, async ({ ada }) => {
    await db().update(users).set({ role: 'support' }).where(eq(users.id, ada));
    setClock(NOW + 3_600_000);
    await changeUserRole('operator', ada, 'member');
  }],
  ['another role, while the browser is in use', [], async ({ ada }) => {
    await db().update(users).set({ role: 'support' }).where(eq(users.id, ada));
    setClock(NOW + 20 * 60_000);
    const mine = and(eq(sessions.userId, ada), isNull(sessions.clientId));
    await db().update(sessions).set({ lastSeenAt: new Date(NOW + 20 * 60_000) }).where(mine);
    await changeUserRole('operator', ada, 'member');
  }],
  ['another role that ends nothing', [], ({ ada }) => changeUserRole('operator', ada, 'support')],
  ['signing everybody out', EVERYBODY, () => endEverybody()],
  ['another root secret', EVERYBODY, () => {
    changeSettings({ SESSION_SECRET: randomSecret() });
    return bindToSecrets();
  }],
  ['removing the site', EVERYBODY, () => removeClient('shop')],
  ['disabling the site', EVERYBODY, () => disableClient('shop')],
  ['a code that is shown twice', ['here'], ({ sids }) => endClientSession(sids.here, 'reuse')],
  ['a clock that was ahead', ['there'], async ({ there }) => {
    const ahead = { createdAt: new Date(NOW + DAY_MS), lastSeenAt: new Date(NOW + DAY_MS) };
    await db().update(sessions).set(ahead).where(eq(sessions.id, there.sessionId));
    await clearTimes();
  }],
  ['one browser too many', ['here'], async ({ ada }) => {
    setClock(NOW + 1000);
    for (let nth = 1; nth < SESSIONS_PER_USER; nth++) await beginSession(ada);
  }],
  // Somebody who signs in anew where they were signed in stays at their sites; another person does not.
  ['signing in anew', [], ({ here: previous }) =>
    signIn({ email: EMAIL, password: PASSWORD, isPersistent: false, previous, browser: 'known' })],
  ['signing in as somebody else', ['here'], ({ here: previous }) =>
    signIn({ email: 'bob@example.com', password: PASSWORD, isPersistent: false, previous, browser: 'known' })],
  // What is over by its time is over here alone.
  ['the end of its time', [], async ({ here }) => {
    await db().update(sessions).set({ expiresAt: new Date(NOW - 1) }).where(eq(sessions.id, here.sessionId));
    await purgeExpired();
  }],
]; // biome-ignore format: one line each

beforeEach(emptyTables);

const notices = () => db().select().from(logoutNotices);

/** Where servers share a database none starts under another secret (lib/server/bind), so nothing ends by it. */
const WAYS_HERE = WAYS.filter(([name]) => !isShared() || name !== 'another root secret');

test.each(WAYS_HERE)('%s', async (_, told, end) => {
  const { sids, ...scene } = await setScene();
  expect(await notices()).toEqual([]);
  await from('198.51.100.7', () => end({ sids, ...scene }));
  const found = (await notices()).map(({ id }) => id).sort();
  expect(found).toEqual(told.map((who) => sids[who]).sort());
  // What the site was told of is gone here, and nothing else of the shop.
  const left = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.clientId, 'shop'));
  const expected = EVERYBODY.filter((who) => !told.includes(who)).map((who) => sids[who]);
  expect(left.map(({ id }) => id).sort()).toEqual(expected.sort());
});

test('a notice says whose session it was, and where the site is told', async () => {
  const { ada, here, sids } = await setScene();
  await transaction(endTicket(here, 'signed_out'));
  expect(await notices()).toEqual([
    {
      id: sids.here,
      userId: ada,
      clientId: 'shop',
      uri: 'https://shop.example.com/out',
      attempts: 0,
      lastError: '',
      createdAt: new Date(NOW),
      dueAt: new Date(NOW),
      givenUpAt: null,
      alg: 'RS256',
    },
  ]);
});

test('an act that is undone tells nobody', async () => {
  const { viewer, sids } = await setScene();
  await transaction(endTicket({ sessionId: viewer.session.id, secret: 'guessed' }, 'signed_out'));
  await db().update(users).set({ role: 'administrator' }).where(eq(users.id, viewer.user.id));
  expect((await deleteAccount(viewer.user)).ok).toBe(false);
  expect(await revokeSession(viewer, sids.bob)).toBe(false);
  expect(await notices()).toEqual([]);
});

test('signing in to a site again from the same browser goes on with the same session', async () => {
  const { viewer, there, sids } = await setScene();
  const shop = await addToldSiteAgain();
  const [first, again] = [await signInAt(shop, viewer), await signInAt(shop, viewer)];
  expect(again.sid).toBe(first.sid);
  const elsewhere = await signInAt(shop, await viewerOfTicket(there));
  expect(elsewhere.sid).not.toBe(first.sid);
  expect(sids.here).not.toBe(first.sid);
});

test('what is over at a site does not begin again, but anew', async () => {
  const { viewer } = await setScene();
  const shop = await addToldSiteAgain();
  const first = await signInAt(shop, viewer);
  await db()
    .update(sessions)
    .set({ expiresAt: new Date(NOW - 1) })
    .where(eq(sessions.id, first.sid));
  expect((await signInAt(shop, viewer)).sid).not.toBe(first.sid);
});

/** Removing it ended what was there. */
const addToldSiteAgain = () => addToldSite('shop', { notices: 'https://shop.example.com/out' });

test('the list of sessions has the sites that are told, for as long as those may keep somebody', async () => {
  const { viewer } = await setScene();
  const names = async () => (await listSessions(viewer)).map(({ clientName }) => clientName).sort();
  expect(await names()).toEqual(['The shop', 'The shop', 'gatehouse CLI', null, null]);
  setClock(NOW + 89 * DAY_MS);
  expect(await names()).toEqual(['The shop', 'The shop']);
  setClock(NOW + 91 * DAY_MS);
  expect(await names()).toEqual([]);
});

test('what a person has at one site is one row, which ends together; of a program each is its own', async () => {
  const { viewer, sids } = await setScene();
  const rows = async () => siteBySite(await listSessions(viewer));
  const shop = (await rows()).filter(({ siteId }) => siteId === 'shop');
  expect(shop).toMatchObject([{ clientName: 'The shop', count: 2 }]);
  expect((await rows()).filter(({ siteId }) => siteId === null).every(({ count }) => count === 1)).toBe(true); // biome-ignore format: one line
  const bob = await viewerOfTicket(await beginSession(await addUser('carl@example.com')));
  expect(await endAtSite(bob, shop[0]!.id)).toBe(false);
  expect(await endAtSite(viewer, shop[0]!.id)).toBe(true);
  expect((await notices()).map(({ id }) => id).sort()).toEqual([sids.here, sids.there].sort());
  expect(await endAtSite(viewer, shop[0]!.id)).toBe(false);
  const [cli] = (await rows()).filter(({ clientName }) => clientName === 'gatehouse CLI');
  expect([await endAtSite(viewer, cli!.id), (await rows()).length]).toEqual([true, 2]);
});

test('sites take no place among the browsers of a person', async () => {
  const { viewer, ada } = await setScene();
  for (let nth = 0; nth < SESSIONS_PER_USER - 2; nth++) await beginSession(ada);
  const browsers = (await listSessions(viewer)).filter(({ clientName }) => clientName === null);
  expect(browsers).toHaveLength(SESSIONS_PER_USER);
  expect(await notices()).toEqual([]);
});
