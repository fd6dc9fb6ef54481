import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { limits } from '#drizzle/schema/limits';
import { sessions } from '#drizzle/schema/sessions';
import { beginAuthenticator } from '#lib/accounts/authenticator/begin';
import { confirmWithPasskey } from '#lib/accounts/confirm-with-passkey';
import { addApp, addRecoveryCodes, shownBy, viewerBy } from '#lib/accounts/factors.test-support';
import { latestCode, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { askForSecondFactor, askToConfirm } from '#lib/accounts/passkeys/ask';
import {
  asksToSignIn,
  enrol,
  SECRET,
  signInBy,
} from '#lib/accounts/passkeys/passkeys.test-support';
import { proofRequestFor } from '#lib/accounts/proof-request';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { findNextFactor, verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { verifyPassword } from '#lib/accounts/verify-password';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { TOTP } from '#lib/factors/totp/factor';
import { admit } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import type { Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { addUser, emptyTables, from, PASSWORD, setClock } from '#lib/testing/database.test-support';
import { Authenticator } from '#lib/testing/passkey.test-support';

const START = Date.UTC(2026, 0, 1);
const EMAIL = 'ada@example.com';
const here = { browser: null, previous: null };
let ada: Viewer;
let caller = 0;
/** What she has to prove it by. */
let has: { app: string; codes: string[]; passkey: Authenticator };

const somewhere = <Value>(work: () => Value) => from(`203.0.113.${caller++ % 250}`, work);

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await viewerOf(await addUser(EMAIL));
  has = { app: '', codes: [], passkey: strange() };
});

/** A passkey that no account has. */
function strange() {
  const authenticator = new Authenticator();
  authenticator.create({ challenge: 'x', user: { id: 'b'.repeat(86) } });
  return authenticator;
}

/** What an account may have. */
const STATES = {
  nothing: async () => {},
  'an app that was only begun': async () => {
    has.app = (await beginAuthenticator(ada))?.typed ?? '';
  },
  'recovery codes alone': async () => {
    has.codes = await addRecoveryCodes(ada);
  },
  'an app': async () => {
    has.app = await addApp(ada.user.id);
  },
  'an app and recovery codes': async () => {
    has.codes = await addRecoveryCodes(ada);
    has.app = await addApp(ada.user.id);
  },
  'an app whose secret is gone': async () => {
    has.app = await addApp(ada.user.id);
    await loseApp();
  },
  'an app whose secret is gone, and recovery codes': async () => {
    has.codes = await addRecoveryCodes(ada);
    has.app = await addApp(ada.user.id);
    await loseApp();
  },
  'a passkey': async () => {
    has.passkey = (await enrol(ada)).authenticator;
  },
  'a passkey and recovery codes': async () => {
    has.codes = await addRecoveryCodes(ada);
    has.passkey = (await enrol(ada)).authenticator;
  },
  'a passkey, an app and recovery codes': async () => {
    has.codes = await addRecoveryCodes(ada);
    has.app = await addApp(ada.user.id);
    has.passkey = (await enrol(ada)).authenticator;
  },
};

/** Its key lies under a root secret that nobody has. */
const loseApp = () =>
  db()
    .update(credentials)
    .set({ secret: `${'x'.repeat(22)}.Fe26.2*1**gone` })
    .where(eq(credentials.kind, TOTP));

type State = keyof typeof STATES;
/** What is asked for besides the first proof, and by what it is opened. */
const BY = ['app', 'codes', 'passkey'] as const;
const ASKS: Record<State, { asks: boolean } & { [By in (typeof BY)[number]]?: true }> = {
  nothing: { asks: false },
  'an app that was only begun': { asks: false },
  'recovery codes alone': { asks: false },
  'an app': { asks: true, app: true },
  'an app and recovery codes': { asks: true, app: true, codes: true },
  'an app whose secret is gone': { asks: true },
  'an app whose secret is gone, and recovery codes': { asks: true, codes: true },
  'a passkey': { asks: true, passkey: true },
  'a passkey and recovery codes': { asks: true, codes: true, passkey: true },
  'a passkey, an app and recovery codes': { asks: true, app: true, codes: true, passkey: true },
};

type Admitted = Ticket | Challenge;

/** The doors that begin a session, by what each answers after the first proof. */
const DOORS: Record<string, () => Promise<Admitted>> = {
  async 'sign-in'() {
    const outcome = await somewhere(() => signInAs(EMAIL, PASSWORD));
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  },
  async reset() {
    const begun = await somewhere(() => startReset(EMAIL));
    if (!begun.ok) throw new Error(begun.reason);
    const typed = { code: await latestCode(), password: 'eleven quiet lanterns drift', browser: null }; // biome-ignore format: one line
    const outcome = await somewhere(() => resetPassword({ ...begun.value, email: EMAIL }, typed));
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  },
  async 'a mailed code'() {
    const begun = await somewhere(() => startSignIn({ email: EMAIL, isPersistent: false, browser: null })); // biome-ignore format: one line
    if (!begun.ok) throw new Error(begun.reason);
    const code = await latestCode();
    const outcome = await somewhere(() => signInByCode(begun.value, code, here));
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  },
};

/** Everything she may type. */
const answers = () => ({
  app: has.app ? shownBy(has.app) : '123456',
  codes: has.codes[0] ?? '0000-0000-0000-0000',
});

/** Proves the second thing behind a door: with what she has, or with what nobody has. */
async function proves(held: Challenge, by: (typeof BY)[number]) {
  if (by !== 'passkey') return somewhere(() => verifyNextFactor(held, answers()[by], here));
  const asked = await askForSecondFactor(held, SECRET);
  const answer = has.passkey.get(asked.ok ? asked.value : { challenge: 'x' });
  return somewhere(() => verifyNextFactor(held, { answer, secret: SECRET }, here));
}

const NAMES = Object.keys(STATES) as State[];
const rows = Object.keys(DOORS).flatMap((door) =>
  NAMES.flatMap((state) => BY.map((by) => [door, state, by] as const)),
);

test.each(rows)('%s of an account with %s, then the %s', async (door, state, by) => {
  await STATES[state]();
  const { asks, ...opens } = ASKS[state];
  await db().delete(sessions);
  const held = (await DOORS[door]?.()) as Admitted;
  expect('challengeId' in held).toBe(asks);
  expect(await db().$count(sessions)).toBe(asks ? 0 : 1);
  if (!('challengeId' in held)) return;
  const outcome = await proves(held, by);
  expect(outcome?.ok ?? false).toBe(opens[by] ?? false);
  expect(await db().$count(sessions)).toBe(opens[by] ? 1 : 0);
});

test.each(NAMES)('a passkey signs in to an account with %s by itself, if it is of it', async (state) => {
  await STATES[state]();
  await db().delete(sessions);
  const outcome = await somewhere(async () => signInBy(has.passkey.get(await asksToSignIn())));
  expect(outcome.ok && 'sessionId' in outcome.value).toBe(ASKS[state].passkey ?? false);
  expect(await db().$count(sessions)).toBe(ASKS[state].passkey ? 1 : 0);
}); // biome-ignore format: one line

test.each(NAMES)('confirming, with %s', async (state) => {
  await STATES[state]();
  const { asks, ...opens } = ASKS[state];
  const { fields, takesPasskey } = await proofRequestFor(ada);
  const names = opens.app || opens.codes || !opens.passkey ? ['password', 'factor'] : [];
  expect(fields.map(({ name }) => name)).toEqual(asks ? names : ['password']);
  expect(takesPasskey).toBe(opens.passkey ?? false);
  const typed = (factor?: string) => ({
    password: PASSWORD,
    browser: null,
    ...(factor && { factor }),
  });
  const alone = await somewhere(() => reauthenticate(ada, typed()));
  expect(alone.ok).toBe(!asks);
  if (!asks) return;
  for (const by of ['app', 'codes'] as const) {
    await db().delete(limits);
    const outcome = await somewhere(() => reauthenticate(ada, typed(answers()[by])));
    expect([by, outcome.ok]).toEqual([by, opens[by] ?? false]);
    if (outcome.ok) ada = await viewerBy(outcome.value);
  }
});

test.each(NAMES)('confirming by a passkey, with %s', async (state) => {
  await STATES[state]();
  const asked = await askToConfirm(ada, SECRET);
  expect(asked.ok).toBe(ASKS[state].passkey ?? false);
  const answer = has.passkey.get(asked.ok ? asked.value : { challenge: 'x' });
  const outcome = await somewhere(() => confirmWithPasskey(ada, { answer, secret: SECRET }));
  expect(outcome.ok).toBe(asked.ok);
});

test('sign-up makes an account that has nothing, and lets in', async () => {
  const email = 'new@example.com';
  const begun = await somewhere(() => startSignUp({ email, name: 'New', password: PASSWORD }));
  if (!begun.ok) throw new Error(begun.reason);
  const outcome = await somewhere(async () => completeSignUp({ ...begun.value, next: '/' }, await latestCode())); // biome-ignore format: one line
  expect(outcome.ok && 'sessionId' in outcome.value).toBe(true);
});

test('devices, consent and settings: a session from before the app has to prove it first', async () => {
  const before = await signInAs(EMAIL, PASSWORD);
  if (!before.ok || !('sessionId' in before.value)) throw new Error('She was not let in.');
  expect(await isFreshlyAuthenticated(await viewerBy(before.value))).toBe(true);
  await STATES['an app']();
  const viewer = await viewerBy(before.value);
  expect(await isFreshlyAuthenticated(viewer)).toBe(false);
  const proof = { password: PASSWORD, browser: null };
  expect(await reauthenticate(viewer, proof)).toMatchObject({ reason: 'wrong_factor' });
  const proven = await reauthenticate(viewer, { ...proof, factor: shownBy(has.app) });
  if (!proven.ok) throw new Error(proven.reason);
  expect((await viewerBy(proven.value)).session.amr).toEqual(['pwd', 'otp']);
});

test('a factor that is added while a password is checked is asked for, too', async () => {
  const proof = await somewhere(() => verifyPassword(EMAIL, PASSWORD, null));
  if (!proof.ok) throw new Error(proof.reason);
  const { writes } = await admit(proof.value, { isPersistent: false, previous: null });
  const before = await db().$count(sessions);
  await STATES['an app']();
  expect(await transaction(writes)).toBe(false);
  expect(await db().$count(sessions)).toBe(before + 1);
});

test('ten wrong ones lock the factor and nothing else, and a right password gives none back', async () => {
  await STATES['an app and recovery codes']();
  for (let nth = 0; nth < 10; nth++) {
    const held = (await DOORS['sign-in']?.()) as Challenge;
    const wrong = nth % 2 ? '0000-0000-0000-0000' : '000000';
    expect(await somewhere(() => verifyNextFactor(held, wrong, here))).toMatchObject({
      reason: 'wrong_factor',
    });
  }
  const held = (await DOORS['sign-in']?.()) as Challenge;
  expect(await findNextFactor(held)).not.toBeNull();
  for (const right of Object.values(answers()))
    expect(await somewhere(() => verifyNextFactor(held, right, here))).toMatchObject({
      reason: 'too_many_attempts',
    });
});

test('the page offers the other one, and says what it takes', async () => {
  await STATES['an app and recovery codes']();
  const held = (await DOORS['sign-in']?.()) as Challenge;
  const first = (await findNextFactor(held))?.asked;
  expect(first?.fields).toEqual([{ name: 'code', label: 'Code of your authenticator app' }]);
  expect(first?.others).toEqual([{ kind: 'recovery_code', title: 'Use a recovery code' }]);
  const other = (await findNextFactor(held, 'recovery_code'))?.asked;
  expect(other?.fields[0]?.label).toBe('Recovery code');
  expect(other?.others).toEqual([{ kind: 'totp', title: 'Use your authenticator app' }]);
});
