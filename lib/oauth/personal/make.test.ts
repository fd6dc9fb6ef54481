import { eq, isNotNull } from 'drizzle-orm';
import { v4 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { sessions } from '#drizzle/schema/sessions';
import { latestMail } from '#lib/accounts/life.test-support';
import { disableUser } from '#lib/admin/disable-user';
import { revokeSessionOf } from '#lib/admin/revoke-sessions';
import { showUser } from '#lib/admin/show-user';
import { wasNotMe } from '#lib/assembly/was-not-me';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { findByBearer } from '#lib/oauth/bearer';
import { viewerOfTicket } from '#lib/oauth/flows.test-support';
import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { endPersonalToken } from '#lib/oauth/personal/end';
import { type TokenWish, TypedToken, wishOf } from '#lib/oauth/personal/fields';
import { makePersonalToken } from '#lib/oauth/personal/make';
import { API_SCOPES } from '#lib/permissions/scopes';
import { TOKENS_PER_USER } from '#lib/session/lifetimes';
import { listSessions } from '#lib/session/list';
import { revokeSession } from '#lib/session/sign-out';
import { touchSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  changeSettings,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const DAY = 24 * 3_600_000;
const WISH: TokenWish = {
  name: 'Nightly backup',
  days: 30,
  scopes: ['account:read', 'sessions'],
};
let ada: Viewer;
let here: Ticket;

beforeEach(async () => {
  await emptyTables();
  clearSingleton('personal-tokens');
  setClock(START);
  here = await beginSession(await addUser('ada@example.com'));
  ada = await viewerOfTicket(here);
});

const made = async (wish: Partial<TokenWish> = {}, form = uuid(), viewer = ada) => {
  const outcome = await makePersonalToken(viewer, { ...WISH, ...wish }, form);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};
const tokens = () => db().select().from(sessions).where(isNotNull(sessions.tokenName));
const opens = async (token: string) => (await findByBearer(token)) !== null;

test('a token opens for its owner with its scopes, and nothing of it is stored in clear', async () => {
  const token = await made();
  const found = await findByBearer(token);
  expect(found?.viewer.user.email).toBe('ada@example.com');
  expect([...(found?.scopes ?? [])]).toEqual(WISH.scopes);
  const rows = JSON.stringify([await tokens(), await db().select().from(oauthRecords)]);
  for (const piece of [token, token.slice(14), token.slice(14, -6)])
    expect(rows).not.toContain(piece);
});

test('a token that was used is told from one that was not, also within the minute that it was made', async () => {
  const [used] = [await made(), await made()];
  setClock(START + 1_000);
  const found = await findByBearer(used!);
  expect(found?.isTouchDue).toBe(true);
  await touchSession(found!.viewer.session.id, { address: '192.0.2.9', userAgent: 'a script' });
  const wasUsed = (await tokens()).map(({ lastSeenAt, createdAt }) => lastSeenAt >= createdAt);
  expect(wasUsed.sort()).toEqual([false, true]);
});

test('its owner is mailed of what it may, the log is told, and neither has the token or its name', async () => {
  const token = await made({ name: 'SECRETLY NAMED' });
  const mail = await latestMail();
  expect(mail.subject).toBe('An access token was made for your account');
  expect(mail.text).toContain('for 30 days');
  expect(mail.text).toContain('Read your account');
  await sealLog();
  const events = await db().select().from(auditEvents);
  const [row] = await tokens();
  expect(events.at(-1)).toMatchObject({
    type: 'credential_added',
    detail: 'personal_token',
    object: `credential:${row?.id}`,
    sessionId: here.sessionId,
  });
  for (const text of [JSON.stringify(mail), JSON.stringify(events)])
    for (const piece of [token, 'SECRETLY']) expect(text).not.toContain(piece);
});

test.each([7, 30, 90, 365])('made for %i days it opens a second before their end, unused, and not after', async (days) => {
  const token = await made({ days });
  setClock(START + days * DAY - 1_000);
  expect(await opens(token)).toBe(true);
  setClock(START + days * DAY);
  expect(await opens(token)).toBe(false);
}); // biome-ignore format: one line

test('of staff it lasts as long, for it reaches nothing that staff may do', async () => {
  const staff = await viewerOfTicket(await beginSession(await addUser('dee@example.com', { role: 'administrator' }))); // biome-ignore format: one line
  const token = await made({}, uuid(), staff);
  setClock(START + 29 * DAY);
  expect(await opens(token)).toBe(true);
});

test('a row whose end lies further ahead than any can is cut, and one of a time to come opens nothing', async () => {
  const token = await made({ days: 365 });
  await db()
    .update(sessions)
    .set({ expiresAt: new Date(START + 900 * DAY), idleSeconds: 1e9 });
  setClock(START + 367 * DAY);
  expect(await opens(token)).toBe(false);
  setClock(START - DAY);
  expect(await opens(token)).toBe(false);
});

test('a form makes one, at once or again within ten seconds; later, or made up, it shows nothing', async () => {
  const form = uuid();
  const all = await Promise.all([1, 2, 3, 4].map(() => makePersonalToken(ada, WISH, form)));
  for (const one of all) expect(one).toEqual(all[0]);
  expect(all[0]?.ok).toBe(true);
  expect(await tokens()).toHaveLength(1);
  setClock(START + 9_000);
  expect(await makePersonalToken(ada, WISH, form)).toEqual(all[0]);
  setClock(START + 10_000);
  expect(await makePersonalToken(ada, WISH, form)).toMatchObject({ reason: 'shown_before' });
  for (const wrong of ['', 'x', '../../etc'])
    expect(await makePersonalToken(ada, WISH, wrong)).toMatchObject({ reason: 'shown_before' });
  expect(await tokens()).toHaveLength(1);
});

test('the same form in the hands of somebody else makes nothing that was shown', async () => {
  const form = uuid();
  const token = await made({}, form);
  const bob = await viewerOfTicket(await beginSession(await addUser('bob@example.com')));
  expect(await makePersonalToken(bob, WISH, form)).toMatchObject({ reason: 'shown_before' });
  expect((await findByBearer(token))?.viewer.user.email).toBe('ada@example.com');
});

test('without a scope, past fifty, signed out, or shut, none is made', async () => {
  expect(await makePersonalToken(ada, { ...WISH, scopes: [] }, uuid())).toMatchObject({ reason: 'no_scope' }); // biome-ignore format: one line
  for (let nth = 0; nth < TOKENS_PER_USER - 1; nth++) await made();
  const last = await Promise.all([1, 2, 3].map(() => makePersonalToken(ada, WISH, uuid())));
  expect(last.filter(({ ok }) => ok)).toHaveLength(1);
  expect(last.find(({ ok }) => !ok)).toMatchObject({ reason: 'too_many_tokens' });
  expect(await tokens()).toHaveLength(TOKENS_PER_USER);
  await db().delete(sessions).where(isNotNull(sessions.tokenName));
  await disableUser('operator', ada.user.id);
  expect((await makePersonalToken(ada, WISH, uuid())).ok).toBe(false);
  const bob = await viewerOfTicket(await beginSession(await addUser('bob@example.com')));
  await revokeSession(bob, bob.session.id);
  expect((await makePersonalToken(bob, WISH, uuid())).ok).toBe(false);
  expect(await tokens()).toEqual([]);
});

test('new sign-ins end no token, and a token ends no browser', async () => {
  const token = await made();
  for (let nth = 0; nth < 60; nth++) await beginSession(ada.user.id);
  expect(await opens(token)).toBe(true);
  const browsers = (await listSessions(ada)).filter(({ tokenName }) => tokenName === null);
  expect(browsers).toHaveLength(50);
});

test('it is ended by its owner and by staff, each once, and by nobody else', async () => {
  const bob = await viewerOfTicket(await beginSession(await addUser('bob@example.com')));
  const [one, other] = [await made(), await made()];
  const ids = (await tokens()).map(({ id }) => id);
  const [first = '', second = ''] = ids;
  for (const [viewer, id] of [[bob, first], [ada, here.sessionId], [ada, 'none']] as const) // biome-ignore format: one line
    expect(await endPersonalToken(viewer, id)).toBe(false);
  expect([await opens(one), await opens(other)]).toEqual([true, true]);
  expect([await endPersonalToken(ada, first), await endPersonalToken(ada, first)]).toEqual([true, false]); // biome-ignore format: one line
  const shown = await showUser('operator', ada.user.id);
  expect(shown.ok && shown.value.sessions.map(({ tokenName }) => tokenName)).toContain(WISH.name);
  expect(await revokeSessionOf('operator', ada.user.id, second)).toMatchObject({ value: true });
  expect([await opens(one), await opens(other)]).toEqual([false, false]);
  expect(await db().select().from(oauthRecords)).toEqual([]);
});

test('“This wasn’t me” ends the token and the session it was made in', async () => {
  const elsewhere = await viewerOfTicket(await beginSession(ada.user.id));
  const token = await made();
  await sealLog();
  const [event] = await db().select().from(auditEvents).where(eq(auditEvents.detail, 'personal_token')); // biome-ignore format: one line
  expect(await wasNotMe(elsewhere, String(event?.id))).toMatchObject({
    isEnded: true,
    undo: 'done',
  });
  expect(await opens(token)).toBe(false);
});

test('it is listed with what it may do, and is no session that somebody signed in to', async () => {
  await made();
  const { sessions: listed } = await pageOfSessions(await listSessions(ada));
  expect(
    listed.map(({ tokenName, clientName, scopes }) => [tokenName, clientName, scopes]),
  ).toEqual([
    [null, null, []],
    [WISH.name, null, WISH.scopes],
  ]);
});

const OLD = 'old-secret-0123456789-abcdefghij-KLMNOP';
const NEW = 'new-secret-0123456789-abcdefghij-KLMNOP';

test('one that comes by while the old secret is there is kept under the new one', async () => {
  changeSettings({ SESSION_SECRET: OLD });
  const [seen, unseen] = [await made(), await made()];
  const restart = (secret: string) => {
    clearSingleton('personal-tokens');
    changeSettings({ SESSION_SECRET: secret });
  };
  restart(`${NEW},${OLD}`);
  expect(await opens(seen)).toBe(true);
  await expect.poll(async () => new Set((await tokens()).map(({ root }) => root)).size).toBe(2);
  restart(NEW);
  expect([await opens(seen), await opens(unseen)]).toEqual([true, false]);
});

const none = Object.fromEntries(API_SCOPES.map((scope) => [scope, '']));

test.each([
  [{}, true],
  [{ days: '31' }, false],
  [{ days: '' }, false],
  [{ days: '36500' }, false],
  [{ name: '' }, false],
  [{ name: ' \u200b ' }, false],
  [{ name: 'x'.repeat(61) }, false],
  [{ name: 'evil\u202eeman' }, false],
  [{ 'account:read': 'yes' }, false],
  [{ 'account:read': '' }, true],
])('what is filled in as %j is read: %s', (given, isFine) => {
  const form = { name: 'A', days: '30', ...none, 'account:read': 'on' };
  const read = TypedToken.safeParse({ ...form, ...given });
  expect(read.success).toBe(isFine);
  if (read.success) expect(wishOf(read.data).scopes).toEqual('account:read' in given ? [] : ['account:read']); // biome-ignore format: one line
});
