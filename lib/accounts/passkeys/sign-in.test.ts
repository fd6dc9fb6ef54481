import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { ticketOf, viewerOf } from '#lib/accounts/life.test-support';
import { askToConfirm, askToEnrol, askToSignIn } from '#lib/accounts/passkeys/ask';
import {
  asksToSignIn,
  enrol,
  given,
  SECRET,
  signInBy,
} from '#lib/accounts/passkeys/passkeys.test-support';
import { removePasskey } from '#lib/accounts/passkeys/remove';
import { verifyPasskey } from '#lib/accounts/verify-passkey';
import { disableUser } from '#lib/admin/disable-user';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { assuranceOf } from '#lib/factors/authentication';
import { findViewer, type Viewer } from '#lib/session/store';
import {
  addUser,
  changeSettings,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';
import { Authenticator, type Behaviour } from '#lib/testing/passkey.test-support';

const START = Date.UTC(2026, 0, 1);
let ada: Viewer;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await viewerOf(await addUser('ada@example.com'));
});

const logged = async (type: string) => {
  await sealLog();
  return db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.type, type as 'authn_login_fail'));
};
const storedPasskey = async () =>
  (await db().select().from(credentials).where(eq(credentials.kind, 'passkey')))[0];

test.each<[string, Behaviour, string[]]>([
  ['that is on one device', {}, ['hwk', 'mfa']],
  ['that is synced', { mayBeBackedUp: true, isBackedUp: true }, ['swk', 'mfa']],
])('a passkey %s signs in at level 2 without a name, and asks for nothing more', async (_, behaviour, amr) => {
  const { authenticator } = await enrol(ada, behaviour);
  const outcome = await signInBy(authenticator.get(await asksToSignIn()));
  const found = await findViewer(ticketOf(given(outcome)));
  expect([found?.viewer.user.id, found?.viewer.session.amr]).toEqual([ada.user.id, amr]);
  expect(assuranceOf(amr)).toBe(2);
  expect(await storedPasskey()).toMatchObject({ counter: 1, lastUsedAt: new Date(START), host: 'localhost' });
  expect(await logged('authn_login_success')).toHaveLength(1);
  expect(await db().$count(passkeyChallenges)).toBe(0);
}); // biome-ignore format: one line

test('what a page asks for names nobody, and is another challenge each time', async () => {
  await enrol(ada);
  const [one, other] = [await asksToSignIn(), await asksToSignIn()];
  expect({ ...one, challenge: '' }).toEqual({
    challenge: '',
    rpId: 'localhost',
    timeout: 300_000,
    userVerification: 'required',
    allowCredentials: [],
  });
  expect(one.challenge).not.toBe(other.challenge);
  expect(Buffer.from(one.challenge, 'base64url')).toHaveLength(48);
});

/** Answers that prove nothing, and what each is refused with. */
const BAD: [string, Parameters<Authenticator['get']>[1]][] = [
  ['with a signature that is not its own', { signature: Buffer.alloc(70, 1) }],
  ['without the person verified', { isVerified: false }],
  ['without the person there', { isPresent: false }],
  ['from another origin', { origin: 'https://evil.example.com' }],
  ['from another port', { origin: 'http://localhost:3001' }],
  ['from inside a page of another site', { crossOrigin: true }],
  ['for another host', { host: 'example.com' }],
  ['for another account', { userHandle: 'b'.repeat(86) }],
  ['as one that may be on other devices all at once', { mayBeBackedUp: true }],
  ['as one that is on other devices though it may not be', { isBackedUp: true }],
];

test.each(BAD)('an answer %s lets nobody in, changes no counter, and spends the challenge', async (_, change) => {
  const { authenticator } = await enrol(ada);
  const asked = await asksToSignIn();
  const before = await storedPasskey();
  expect(await signInBy(authenticator.get(asked, change))).toMatchObject({ reason: 'wrong_passkey' });
  expect(await storedPasskey()).toEqual(before);
  expect(await db().$count(sessions)).toBe(1);
  expect(await logged('authn_login_fail')).toMatchObject([{ userId: ada.user.id, detail: 'passkey' }]);
  expect(await signInBy(authenticator.get(asked))).toMatchObject({ reason: 'passkey_expired' });
  expect((await signInBy(authenticator.get(await asksToSignIn()))).ok).toBe(true);
}); // biome-ignore format: one line

test.each([
  ['nothing', ''],
  ['no JSON', 'passkey'],
  ['a list', '[]'],
  ['half an answer', '{"id":"abc","rawId":"abc","type":"public-key","response":{}}'],
  ['something endless', `{"id":"${'a'.repeat(20_000)}"}`],
])('%s is no answer', async (_, answer) => {
  expect(await signInBy(answer)).toMatchObject({ reason: 'wrong_passkey' });
});

test('a challenge is answered once, also by many at once', async () => {
  const { authenticator } = await enrol(ada);
  const asked = await asksToSignIn();
  const answers = [1, 2, 3, 4].map(() => authenticator.get(asked));
  const outcomes = await Promise.all(answers.map((answer) => signInBy(answer)));
  expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
  expect(await signInBy(answers[0] as string)).toMatchObject({ reason: 'passkey_expired' });
  expect(await db().$count(sessions)).toBe(2);
});

test.each<[string, (answer: string) => Promise<unknown>]>([
  ['in a browser that did not ask', (answer) => signInBy(answer, 'another secret')],
  ['in a browser without its cookie', (answer) => signInBy(answer, null)],
  ['for another purpose', (answer) => verifyPasskey({ answer, secret: SECRET }, 'confirm', ada.user.id)],
  ['of somebody in person', (answer) => verifyPasskey({ answer, secret: SECRET }, 'sign_in', ada.user.id)],
  ['after five minutes', (answer) => {
    setClock(START + 300_000);
    return signInBy(answer);
  }],
  ['by a clock that was ahead', (answer) => {
    setClock(START - 62_000);
    return signInBy(answer);
  }],
])('an answer %s is refused', async (_, send) => {
  const { authenticator } = await enrol(ada);
  expect(await send(authenticator.get(await asksToSignIn()))).toMatchObject({ reason: 'passkey_expired' });
  expect(await db().$count(sessions)).toBe(1);
}); // biome-ignore format: one line

test('a challenge to confirm, to enrol, or made up, signs nobody in', async () => {
  const { authenticator } = await enrol(ada);
  const asked = [
    given(await askToConfirm(ada, SECRET)),
    given(await askToEnrol(ada, SECRET)),
    { challenge: 'A'.repeat(64) },
    { challenge: 'short' },
  ];
  for (const one of asked)
    expect(await signInBy(authenticator.get(one))).toMatchObject({ reason: 'passkey_expired' });
});

test('an unknown passkey is told apart for its device alone, and costs a challenge', async () => {
  const stranger = new Authenticator();
  stranger.create({ challenge: 'x', user: { id: 'b'.repeat(86) } });
  expect(await signInBy(stranger.get(await asksToSignIn()))).toMatchObject({ reason: 'unknown_passkey' });
  expect(await db().$count(passkeyChallenges)).toBe(0);
  expect(await logged('authn_login_fail')).toMatchObject([{ userId: null, detail: 'passkey' }]);
}); // biome-ignore format: one line

test.each<[string, () => Promise<unknown>, string]>([
  ['a shut account', () => disableUser('operator', ada.user.id), 'wrong_passkey'],
  ['a deleted account', () => transaction((tx) => tx.delete(users)), 'unknown_passkey'],
  ['a removed passkey', () => transaction((tx) => tx.delete(credentials)), 'unknown_passkey'],
])('the passkey of %s lets nobody in, also where that happens meanwhile', async (_, end, reason) => {
  const { authenticator } = await enrol(ada);
  const [asked, later] = [await asksToSignIn(), await asksToSignIn()];
  const answer = { answer: authenticator.get(asked), secret: SECRET };
  const proven = given(await verifyPasskey(answer, 'sign_in'));
  await end();
  expect(await transaction(proven.settle)).toBe(false);
  expect(await signInBy(authenticator.get(later))).toMatchObject({ reason });
}); // biome-ignore format: one line

test.each<[string, number, number, Behaviour, boolean, string]>([
  ['counts on', 5, 1, {}, true, ''],
  ['never counts', 0, 0, {}, true, ''],
  ['stands still', 5, 0, {}, false, 'passkey_counter'],
  ['falls', 5, -3, {}, false, 'passkey_counter'],
  ['falls to nothing', 5, -5, {}, false, 'passkey_counter'],
  ['is synced and falls', 5, -3, { mayBeBackedUp: true }, true, 'passkey_counter'],
  ['is synced and counts on', 5, 1, { mayBeBackedUp: true }, true, ''],
])('a passkey that %s', async (_, stored, step, behaviour, isTaken, detail) => {
  const { authenticator } = await enrol(ada, behaviour);
  await db().update(credentials).set({ counter: stored });
  Object.assign(authenticator.made[0] as object, { counter: stored });
  const outcome = await signInBy(authenticator.get(await asksToSignIn(), { step }));
  expect(outcome.ok).toBe(isTaken);
  const told = await logged(isTaken ? 'credential_used' : 'authn_login_fail');
  expect(told.map((one) => one.detail)).toEqual(detail ? [detail] : []);
  expect((await storedPasskey())?.counter).toBe(Math.max(stored, stored + step));
});

test('one counter lets in one of two answers to two challenges', async () => {
  const { authenticator } = await enrol(ada);
  const asked = [await asksToSignIn(), await asksToSignIn()];
  const answers = asked.map((one, at) => authenticator.get(one, { step: at === 0 ? 1 : 0 }));
  const outcomes = await Promise.all(answers.map((answer) => signInBy(answer)));
  expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
});

test('whether it is on other devices is kept up to date', async () => {
  const { authenticator } = await enrol(ada, { mayBeBackedUp: true });
  expect(await storedPasskey()).toMatchObject({ mayBeBackedUp: true, isBackedUp: false });
  await signInBy(authenticator.get(await asksToSignIn(), { isBackedUp: true }));
  expect(await storedPasskey()).toMatchObject({ mayBeBackedUp: true, isBackedUp: true });
});

test('the only other way in may go, and then the passkey may not', async () => {
  const { id } = await enrol(ada);
  await db().delete(credentials).where(eq(credentials.kind, 'password'));
  expect(await removePasskey(ada, id)).toMatchObject({ reason: 'last_way' });
  const { id: second } = await enrol(ada);
  expect((await removePasskey(ada, id)).ok).toBe(true);
  expect(await removePasskey(ada, second)).toMatchObject({ reason: 'last_way' });
});

test.each([
  ['password,passkey,code', true],
  ['password,passkey', true],
  ['passkey,code', false],
  ['password,code', true],
  ['code', true],
])('where %s is offered, the only passkey beside a password may go: %s', async (SIGN_IN_WITH, may) => {
  const { id } = await enrol(ada);
  changeSettings({ SIGN_IN_WITH });
  expect((await removePasskey(ada, id)).ok).toBe(may);
}); // biome-ignore format: one line

test('a site that is reached by a number has no passkeys', async () => {
  const { authenticator } = await enrol(ada);
  const answer = authenticator.get(await asksToSignIn());
  for (const url of ['http://127.0.0.1:3000', 'http://[::1]:3000', 'https://192.0.2.1']) {
    changeSettings({
      APP_URL: url,
      MAIL_FROM: 'a@example.com',
      SMTP_URL: 'smtps://a:b@example.com',
    });
    expect(await askToSignIn(SECRET)).toMatchObject({ reason: 'no_passkeys' });
    expect(await signInBy(answer)).toMatchObject({ ok: false });
  }
});

test('a network asks for so many, and no more', async () => {
  await from('203.0.113.77', async () => {
    for (let nth = 0; nth < 600; nth++) await askToSignIn(SECRET);
    expect(await askToSignIn(SECRET)).toMatchObject({ reason: 'too_many_attempts' });
  });
});
