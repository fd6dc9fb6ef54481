import { beforeEach, expect, test } from 'vitest';
import { companyDomains } from '#drizzle/schema/company-domains';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { completeChangeEmail, startChangeEmail } from '#lib/accounts/change-email';
import { sendAcme } from '#lib/accounts/connections/connections.test-support';
import { addApp, shownBy } from '#lib/accounts/factors.test-support';
import { latestCode, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import type { AuthMethod, ByProvider } from '#lib/factors/authentication';
import { admit } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import { addUser, emptyTables, PASSWORD } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const ADA = 'ada@acme.example';
const NEW = 'eleven quiet lanterns drift';

/** Lets somebody in who has proven this; true where they are in. */
async function enters(userId: string, provider: ByProvider | null, amr: AuthMethod[] = ['pwd']) {
  const proven = { userId, amr, authenticatedAt: new Date(), provider, settle: null };
  const { writes } = await admit(proven, { isPersistent: false, previous: null });
  return transaction(writes);
}

const by = (name: string) => ({ name, session: null });

type Domain = Parameters<typeof sendAcme>[0];
type Case = [email: string, domain: Domain, provider: string | null, isIn: boolean];
const CASES: Record<string, Case> = {
  'required, by a password': [ADA, {}, null, false],
  'required, by its provider': [ADA, {}, 'acme', true],
  'required, by another provider': [ADA, {}, 'google', false],
  'required, by a provider of no name': [ADA, {}, '', false],
  'offered, by a password': [ADA, { isRequired: false }, null, true],
  'not verified, by a password': [ADA, { verifiedAt: null }, null, true],
  'a domain below it': ['ada@mail.acme.example', {}, null, true],
  'a domain above it': ['ada@example.com', { domain: 'mail.example.com' }, null, true],
  'a domain that ends alike': ['ada@notacme.example', {}, null, true],
  'a name that looks like the domain': ['acme.example@example.com', {}, null, true],
  'an international domain': ['ada@xn--bcher-kva.example', { domain: 'xn--bcher-kva.example' }, null, false],
  'no domain at all': ['ada@example.com', {}, null, true],
}; // biome-ignore format: one line each

test.each(Object.entries(CASES))('%s', async (_, [email, domain, provider, isIn]) => {
  await sendAcme(domain);
  const id = await addUser(email);
  expect(await enters(id, provider === null ? null : by(provider))).toBe(isIn);
  expect(await db().$count(sessions)).toBe(isIn ? 1 : 0);
});

test('staff are no exception, and the way back is the operator’s', async () => {
  await sendAcme();
  const id = await addUser(ADA, { role: 'administrator' });
  expect(await enters(id, null)).toBe(false);
  await db().update(companyDomains).set({ isRequired: false });
  expect(await enters(id, null)).toBe(true);
});

test('a domain that became required between the proof and the session lets nobody in', async () => {
  const id = await addUser(ADA);
  const proven = { userId: id, amr: ['pwd'] as const, authenticatedAt: new Date(), settle: null };
  const { writes } = await admit(proven, { isPersistent: false, previous: null });
  await sendAcme();
  expect(await transaction(writes)).toBe(false);
  expect(await db().$count(sessions)).toBe(0);
});

test('an account with a factor is asked for it after the provider, and for nothing after a password', async () => {
  const id = await addUser(ADA);
  const key = await addApp(id);
  await db().delete(sessions);
  await sendAcme();
  expect(await enters(id, null)).toBe(false);
  expect(await db().$count(pendingSignIns)).toBe(0);
  const challenge = await challengeBy(id, by('acme'));
  const here = { browser: null, previous: null };
  expect((await verifyNextFactor(challenge, shownBy(key), here))?.ok).toBe(true);
  const [row] = await db().select().from(sessions);
  expect(row).toMatchObject({ provider: 'acme', amr: 'fed otp' });
});

test('a factor lets nobody in whose domain became required meanwhile', async () => {
  const id = await addUser(ADA);
  const key = await addApp(id);
  await db().delete(sessions);
  const challenge = await challengeBy(id, null);
  await sendAcme();
  expect(
    await verifyNextFactor(challenge, shownBy(key), { browser: null, previous: null }),
  ).toBeNull();
  expect(await db().$count(sessions)).toBe(0);
});

async function challengeBy(userId: string, provider: ByProvider | null): Promise<Challenge> {
  const amr: AuthMethod[] = [provider ? 'fed' : 'pwd'];
  const proven = { userId, amr, authenticatedAt: new Date(), provider, settle: null };
  const { challenge, writes } = await admit(proven, { isPersistent: false, previous: null });
  if (!challenge || !(await transaction(writes))) throw new Error('No factor is asked for.');
  return challenge;
}

/** Each door, from the first form to the session; true where somebody is in. */
const DOORS: Record<string, () => Promise<boolean>> = {
  password: async () => (await signInAs(ADA, PASSWORD)).ok,
  'mailed code': async () => {
    const begun = await startSignIn({ email: ADA, isPersistent: false, browser: null });
    const flow = begun.ok ? begun.value : { codeId: '', secret: '' };
    return (await signInByCode(flow, await latestCode(), { browser: null, previous: null })).ok;
  },
  reset: async () => {
    const begun = await startReset(ADA);
    const flow = { ...(begun.ok ? begun.value : { codeId: '', secret: '' }), email: ADA };
    return (await resetPassword(flow, { code: await latestCode(), password: NEW, browser: null })).ok;
  },
  'sign-up': async () => {
    await db().delete(users);
    const begun = await startSignUp({ name: 'Ada', email: ADA, password: PASSWORD });
    return (await completeSignUp(begun.ok ? begun.value : { codeId: '', secret: '' }, await latestCode())).ok;
  },
}; // biome-ignore format: one line each

test.each(Object.entries(DOORS))('by %s nobody of a required domain is let in', async (_, open) => {
  await addUser(ADA);
  await sendAcme();
  const before = JSON.stringify(await db().select().from(users));
  expect(await open()).toBe(false);
  expect(await db().$count(sessions)).toBe(0);
  // Nothing else of it came about either: no account, no new password.
  if (before !== '[]' && (await db().$count(users)) > 0)
    expect(JSON.stringify(await db().select().from(users))).toBe(before);
  await db().delete(companyDomains);
  expect((await db().$count(users)) === 0 || (await signInAs(ADA, PASSWORD)).ok).toBe(true);
});

test.each(Object.entries(DOORS))(
  'by %s everybody of an offered domain is let in',
  async (_, open) => {
    await addUser(ADA);
    await sendAcme({ isRequired: false });
    expect(await open()).toBe(true);
  },
);

/** Moves somebody who is signed in to another address; the domain is required from before the form, or only from before the code. */
async function moves(from: string, to: string, isRequiredBefore: 'form' | 'code' | 'never') {
  const viewer = await viewerOf(await addUser(from));
  if (isRequiredBefore === 'form') await sendAcme();
  const begun = await startChangeEmail(viewer, to);
  if (!begun.ok) return begun.reason;
  if (isRequiredBefore === 'code') await sendAcme();
  const done = await completeChangeEmail(viewer, { ...begun.value, email: to }, await latestCode());
  return done.ok ? 'moved' : done.reason;
}

test.each([
  ['into it', 'ada@example.com', ADA, 'form', 'company_address'],
  ['into it', 'ada@example.com', ADA, 'code', 'code_expired'],
  ['into it', 'ada@example.com', ADA, 'never', 'moved'],
  ['out of it', ADA, 'ada@example.com', 'form', 'company_address'],
  ['out of it', ADA, 'ada@example.com', 'code', 'code_expired'],
  ['within it', ADA, 'ada.l@acme.example', 'form', 'moved'],
  ['within it', ADA, 'ada.l@acme.example', 'code', 'moved'],
  ['elsewhere', 'ada@example.com', 'ada@mail.acme.example', 'form', 'moved'],
] as const)(
  'a change of address %s, %s to %s, required before the %s: %s',
  async (_, from, to, when, end) => {
    expect(await moves(from, to, when)).toBe(end);
    expect((await db().select().from(users))[0]?.email).toBe(end === 'moved' ? to : from);
  },
);
