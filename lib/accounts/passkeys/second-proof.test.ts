import { beforeEach, expect, test } from 'vitest';
import { sessions } from '#drizzle/schema/sessions';
import { confirmWithPasskey } from '#lib/accounts/confirm-with-passkey';
import { ticketOf, viewerOf } from '#lib/accounts/life.test-support';
import { askForSecondFactor, askToConfirm } from '#lib/accounts/passkeys/ask';
import { asksToSignIn, enrol, given, SECRET } from '#lib/accounts/passkeys/passkeys.test-support';
import { proofRequestFor } from '#lib/accounts/proof-request';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { signIn } from '#lib/accounts/sign-in';
import { findNextFactor, verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { db } from '#lib/db/client';
import { findViewer, type Viewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { addUser, emptyTables, PASSWORD, setClock } from '#lib/testing/database.test-support';
import { Authenticator } from '#lib/testing/passkey.test-support';

const EMAIL = 'ada@example.com';
const START = Date.UTC(2026, 0, 1);
const here = { browser: 'known', previous: null };
let ada: Viewer;
let hers: Authenticator;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await viewerOf(await addUser(EMAIL));
  hers = (await enrol(ada)).authenticator;
});

/** Half a sign-in, with the password. */
async function half() {
  const typed = { email: EMAIL, password: PASSWORD, isPersistent: false, ...here };
  const admitted = given(await signIn(typed));
  if (!('challengeId' in admitted)) throw new Error('It was let in.');
  return admitted;
}

const proof = (answer: string, secret = SECRET) => ({ answer, secret });

test('behind a password a passkey is asked for, and lets in', async () => {
  const held = await half();
  const before = await db().$count(sessions);
  expect((await findNextFactor(held))?.asked).toMatchObject({ fields: [], takesPasskey: true });
  const asked = given(await askForSecondFactor(held, SECRET));
  expect(asked.allowCredentials).toEqual([]);
  const outcome = await verifyNextFactor(held, proof(hers.get(asked)), here);
  const found = outcome?.ok && (await findViewer(outcome.value.ticket));
  expect(found ? found.viewer.session.amr : null).toEqual(['pwd', 'hwk', 'mfa']);
  expect(await db().$count(sessions)).toBe(before + 1);
});

test('nothing that is typed takes its place', async () => {
  const held = await half();
  for (const typed of [
    '',
    'passkey',
    '{}',
    hers.get(given(await askForSecondFactor(held, SECRET))),
  ])
    expect(await verifyNextFactor(held, typed, here)).toMatchObject({ ok: false });
});

test('the passkey of somebody else does not go on with her sign-in', async () => {
  const bob = await viewerOf(await addUser('bob@example.com'));
  const { authenticator: his } = await enrol(bob);
  const held = await half();
  const asked = given(await askForSecondFactor(held, SECRET));
  const outcome = await verifyNextFactor(held, proof(his.get(asked)), here);
  expect(outcome).toMatchObject({ reason: 'wrong_passkey' });
});

test('what was signed to sign in, or to confirm, is no second factor', async () => {
  const held = await half();
  for (const asked of [await asksToSignIn(), given(await askToConfirm(ada, SECRET))])
    expect(await verifyNextFactor(held, proof(hers.get(asked)), here)).toMatchObject({
      reason: 'passkey_expired',
    });
});

test('nobody is asked for a second factor without the first, or without a passkey', async () => {
  expect(await askForSecondFactor(null, SECRET)).toMatchObject({ reason: 'no_passkeys' });
  const made = { challengeId: 'made-up', secret: 'guess' };
  expect(await askForSecondFactor(made, SECRET)).toMatchObject({ reason: 'no_passkeys' });
  const bob = await viewerOf(await addUser('bob@example.com'));
  expect(await askToConfirm(bob, SECRET)).toMatchObject({ reason: 'no_passkeys' });
});

test('wrong passkeys close no door to the right one', async () => {
  const stranger = new Authenticator();
  stranger.create({ challenge: 'x', user: { id: 'b'.repeat(86) } });
  for (let nth = 0; nth < 12; nth++) {
    const held = await half();
    const asked = given(await askForSecondFactor(held, SECRET));
    await verifyNextFactor(held, proof(stranger.get(asked)), here);
  }
  const held = await half();
  const asked = given(await askForSecondFactor(held, SECRET));
  expect(await verifyNextFactor(held, proof(hers.get(asked)), here)).toMatchObject({ ok: true });
});

test('a passkey alone confirms who it is, and the session goes on under a new secret', async () => {
  const ticket = await beginWithPasskey();
  setClock(START + 11 * 60_000);
  const { viewer } = (await findViewer(ticket))!;
  expect(await isFreshlyAuthenticated(viewer)).toBe(false);
  expect(await proofRequestFor(viewer)).toMatchObject({ fields: [], takesPasskey: true });
  const asked = given(await askToConfirm(viewer, SECRET));
  const renewed = given(await confirmWithPasskey(viewer, proof(hers.get(asked))));
  expect(await findViewer(ticket)).toBeNull();
  const proven = (await findViewer(renewed))!.viewer;
  expect([await isFreshlyAuthenticated(proven), proven.session.amr]).toEqual([
    true,
    ['hwk', 'mfa'],
  ]);
});

test('a password alone confirms nothing for an account that has a passkey', async () => {
  const viewer = (await findViewer(await beginWithPasskey()))!.viewer;
  const outcome = await reauthenticate(viewer, { password: PASSWORD, factor: '', browser: null });
  expect(outcome).toMatchObject({ reason: 'wrong_factor' });
});

test('a session that began with the password alone is no fresh proof once there is a passkey', async () => {
  const before = ada.session;
  const found = (await db().select().from(sessions)).find(({ id }) => id === before.id);
  expect(found?.amr).toBe('pwd hwk mfa');
  expect(await isFreshlyAuthenticated(ada)).toBe(false);
});

async function beginWithPasskey() {
  const held = await half();
  const asked = given(await askForSecondFactor(held, SECRET));
  const outcome = await verifyNextFactor(held, proof(hers.get(asked)), here);
  if (!outcome?.ok) throw new Error('It was not let in.');
  return ticketOf(outcome.value.ticket);
}
