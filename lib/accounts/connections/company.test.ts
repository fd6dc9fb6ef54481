import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { companyDomains } from '#drizzle/schema/company-domains';
import { connections } from '#drizzle/schema/connections';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import {
  colleague,
  identity,
  sendAcme,
  signsIn,
} from '#lib/accounts/connections/connections.test-support';
import { connectionRow } from '#lib/accounts/connections/row';
import { addApp } from '#lib/accounts/factors.test-support';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import type { Identity } from '#lib/providers/answer';
import type { Role } from '#lib/resource';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
} from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const ADA = 'ada@acme.example';
const offered = (more: Partial<Identity> = {}) =>
  colleague({ company: { domain: 'acme.example', isRequired: false, role: null }, ...more });
const ofRole = (role: Role, more: Partial<Identity> = {}) =>
  colleague({ company: { domain: 'acme.example', isRequired: true, role }, ...more });

/** An account to which somebody else has come by the same provider before. */
const predecessor = async (more: Partial<Identity> = {}) => {
  const id = await addUser(ADA);
  await db()
    .insert(connections)
    .values(connectionRow(id, colleague({ subject: 'of before', ...more })));
};
const underAnotherName = () => predecessor({ provider: 'acme-before' });
const byAnotherIssuer = () => predecessor({ issuer: 'https://old.acme.example' });

type Row = [who: Identity, end: string, state?: () => Promise<unknown>];
const FULL: Record<string, Row> = {
  'required, nobody has the address': [colleague(), 'account and session'],
  'offered, nobody has the address': [offered(), 'account and session'],
  'required, an account has it': [colleague(), 'connected and session', () => addUser(ADA)],
  'offered, an account has it': [offered(), 'unknown', () => addUser(ADA)],
  'required, a shut account has it': [colleague(), 'no_entry', () => addUser(ADA, { disabledAt: new Date() })],
  'required, an account has it to which this provider named another': [colleague(), 'no_entry', predecessor],
  'required, the same under another name of the provider': [colleague(), 'no_entry', underAnotherName],
  'required, the company has moved to another issuer': [colleague(), 'connected and session', byAnotherIssuer],
  'required, an account with an app has it': [colleague(), 'connected and challenge', async () => addApp(await addUser(ADA))],
  'no company, an account has it': [colleague({ company: null }), 'unknown', () => addUser(ADA)],
  'no company, nobody has the address': [colleague({ company: null }), 'unknown'],
  'another provider that answers for the address': [identity({ email: ADA }), 'company_sign_in'],
  'another provider that answers for it, and an account has it': [identity({ email: ADA }), 'unknown', () => addUser(ADA)],
  'the case of the address differs': [colleague({ email: 'ADA@Acme.Example' }), 'connected and session', () => addUser(ADA)],
  'a broken address': [colleague({ email: 'ada @acme.example' }), 'no_entry'],
}; // biome-ignore format: one line each

const counts = async () => ({
  users: await db().$count(users),
  sessions: await db().$count(sessions),
  connections: await db().$count(connections),
});

test.each(Object.entries(FULL))('%s', async (_, [who, end, state]) => {
  await state?.();
  await sendAcme({ isRequired: who.company?.isRequired ?? true });
  const before = await counts();
  const outcome = await signsIn(who);
  const after = await counts();
  const came = outcome.ok && ('sessionId' in outcome.value ? 'session' : 'challenge');
  const added = after.connections > before.connections;
  const made = added && (after.users > before.users ? 'account' : 'connected');
  expect([made, came || (outcome.ok ? '' : outcome.reason)].filter(Boolean).join(' and ')).toBe(
    end,
  );
  expect(after.sessions - before.sessions).toBe(came === 'session' ? 1 : 0);
  if (!outcome.ok) expect(after).toEqual(before);
});

test('a provider of many companies lets in only the people of the one whose address they have here', async () => {
  await sendAcme({ provider: 'google' });
  const at = (domain: string) =>
    colleague({
      ...{ provider: 'google', issuer: 'https://accounts.google.com', isOfOneCompany: false },
      company: { domain, isRequired: true, role: null },
    });
  const id = await addUser(ADA);
  await db()
    .insert(connections)
    .values(connectionRow(id, at('acme.example')));
  expect(await signsIn(at('other.example'))).toMatchObject({ reason: 'company_sign_in' });
  expect(await signsIn({ ...at('acme.example'), company: null })).toMatchObject({ ok: false });
  expect(await signsIn(at('acme.example'))).toMatchObject({ ok: true });
});

test('what is connected by the word of a company is told to its owner and to the log', async () => {
  await sendAcme();
  await addUser(ADA);
  await signsIn(colleague());
  const mails = await db().select().from(outbox);
  expect(mails.map(({ template }) => template)).toContain('credential-added');
  await sealLog();
  const told = (await db().select().from(auditEvents)).map(
    ({ type, detail }) => `${type} ${detail}`,
  );
  expect(told).toContain('credential_added connection');
});

test('the session says by which provider it was begun, and by which session there', async () => {
  await sendAcme();
  await signsIn(colleague({ session: 'hash of a session' }));
  await signsIn(identity());
  const rows = await db().select().from(sessions).orderBy(sessions.createdAt);
  expect(rows.map(({ provider, providerSession }) => [provider, providerSession])).toEqual([
    ['acme', 'hash of a session'],
    [null, null],
  ]);
});

test.each([
  ['removed', () => db().delete(companyDomains)],
  ['only offered', () => db().update(companyDomains).set({ isRequired: false })],
  ['sent elsewhere', () => db().update(companyDomains).set({ provider: 'other' })],
  ['not verified', () => db().update(companyDomains).set({ verifiedAt: null })],
])('a domain that is %s after the answer connects no account by its address', async (_, change) => {
  await sendAcme();
  await addUser(ADA);
  await change();
  const outcome = await signsIn(colleague());
  expect(outcome.ok).toBe(false);
  expect(await counts()).toMatchObject({ connections: 0, sessions: 0 });
});

test('of many who come at once with the same number one makes the account, and no two are made', async () => {
  await sendAcme();
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => signsIn(colleague())));
  expect(await counts()).toMatchObject({ users: 1, connections: 1 });
  expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(0);
});

const roleOf = async (email = ADA) =>
  (await db().select().from(users).where(eq(users.email, email)))[0]?.role;

const connected = async (more: object = {}, email = ADA) => {
  const id = await addUser(email, more);
  await db().insert(connections).values(connectionRow(id, colleague()));
  return id;
};

test.each<[string, Role, Identity, Role]>([
  ['a member', 'member', ofRole('support'), 'support'],
  ['a member', 'member', ofRole('administrator'), 'administrator'],
  ['support', 'support', ofRole('member'), 'member'],
  ['support', 'support', colleague(), 'support'],
  ['an administrator', 'administrator', ofRole('member'), 'administrator'],
  ['support, whom another provider names', 'support', identity(), 'support'],
])('%s (%s) of %o is %s afterwards', async (_, before, who, after) => {
  await sendAcme();
  await connected({ role: before });
  await signsIn(who);
  expect(await roleOf()).toBe(after);
});

test('an administrator becomes a member by the word of the company while another is left', async () => {
  await sendAcme();
  await connected({ role: 'administrator' });
  await addUser('root@example.com', { role: 'administrator' });
  expect((await signsIn(ofRole('member'))).ok).toBe(true);
  expect(await roleOf()).toBe('member');
});

test('a new account has its role at once, and owes what it asks for', async () => {
  changeSettings({ SECOND_FACTOR: 'staff' });
  await sendAcme();
  await signsIn(ofRole('support'));
  const [user] = await db().select().from(users);
  expect(user?.role).toBe('support');
  expect(user?.secondFactorDueAt).not.toBeNull();
  await sealLog();
  const told = (await db().select().from(auditEvents)).filter(({ type }) => type === 'privilege_permissions_changed'); // biome-ignore format: one line
  expect(told.map(({ actor, detail }) => [actor, detail])).toEqual([['system', 'role_changed?from=member&to=support']]); // biome-ignore format: one line
});

test('a change of role at a later sign-in is told to the log and by mail, and goes with all that it ends', async () => {
  await sendAcme();
  const id = await connected({ role: 'support' });
  const old = await beginSessionOfLongAgo(id);
  await signsIn(ofRole('member'));
  expect(await findViewer(old)).toBeNull();
  expect((await db().select().from(sessions)).length).toBe(1);
  await sealLog();
  const told = (await db().select().from(auditEvents)).filter(({ type }) => /^privilege|^sessions_ended/.test(type)); // biome-ignore format: one line
  expect(told.map(({ actor, detail }) => [actor, detail])).toEqual([
    ['system', 'over_by_role'],
    ['system', 'role_changed?from=support&to=member'],
  ]);
  const mails = await db().select().from(outbox);
  expect(mails.map(({ template }) => template)).toContain('role-changed');
});

test('a role is for people with an address of the company alone', async () => {
  await sendAcme();
  await connected({}, 'ada@elsewhere.example');
  expect((await signsIn(ofRole('administrator'))).ok).toBe(true);
  expect(await roleOf('ada@elsewhere.example')).toBe('member');
});

async function beginSessionOfLongAgo(id: string) {
  await db().delete(companyDomains);
  const ticket = await beginSession(id);
  await sendAcme();
  const ago = new Date(Date.now() - 20 * 24 * 3_600_000);
  await db().update(sessions).set({ createdAt: ago, lastSeenAt: ago });
  return ticket;
}
