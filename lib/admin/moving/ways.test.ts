import { beforeEach, expect, test } from 'vitest';
import { signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { asksToSignIn, enrol, given, signInBy } from '#lib/accounts/passkeys/passkeys.test-support';
import { verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { exportUsers } from '#lib/admin/moving/export-users';
import { importUsers } from '#lib/admin/moving/import-users';
import { newKey, typedKey } from '#lib/factors/totp/key';
import { codeAt, stepAt } from '#lib/factors/totp/totp';
import type { Challenge } from '#lib/session/challenge';
import { findViewer } from '#lib/session/store';
import { addUser, emptyTables, from, PASSWORD } from '#lib/testing/database.test-support';

const ADA = 'ada@example.com';
const HERE = { browser: 'known', previous: null };

beforeEach(emptyTables);

/** Everybody, as the lines of an export say. */
async function exported(): Promise<object[]> {
  const pieces = await Array.fromAsync(exportUsers({ people: 0, lostApps: 0 }));
  const lines = pieces.join('').trim().split('\n');
  return lines.map((line): object => JSON.parse(line));
}

/** Makes an empty Gatehouse, and brings these people into it. */
async function bring(rows: object[]) {
  await emptyTables();
  const records = (async function* () {
    for (const [at, value] of rows.entries()) yield { line: at + 1, value, part: 1 };
  })();
  const wanted = { isDry: false, isVouchedFor: false, without: new Set<never>() };
  expect(await importUsers(records, wanted)).toMatchObject({ made: rows.length, leftOut: {} });
}

test('a passkey goes on to sign in where its owner has moved to, and an older answer does not', async () => {
  const { authenticator } = await enrol(await viewerOf(await addUser(ADA)), { step: 1 });
  await signInBy(authenticator.get(await asksToSignIn()));
  await bring(await exported());
  const copied = authenticator.made.map((one) => ({ ...one }));
  const outcome = given(await signInBy(authenticator.get(await asksToSignIn())));
  if ('challengeId' in outcome) throw new Error('A factor is asked for.');
  expect((await findViewer(outcome))?.viewer.user).toMatchObject({ email: ADA });
  // The counter came along, so that a copy of the passkey is found out.
  authenticator.made = copied;
  expect(await signInBy(authenticator.get(await asksToSignIn()))).toMatchObject({ ok: false });
});

test('an app goes on to show the codes that are asked for behind the password, each once', async () => {
  const key = newKey();
  await addUser(ADA);
  const [row] = await exported();
  await bring([{ ...row, totp_key: typedKey(key) }]);
  const asked = async () => {
    const begun = given(await from('192.0.2.1', () => signInAs(ADA, PASSWORD)));
    expect(begun).toHaveProperty('challengeId');
    return begun as Challenge;
  };
  const code = codeAt(key, stepAt(Date.now()));
  const wrong = code.replace(/./g, (digit) => `${9 - Number(digit)}`);
  const held = await asked();
  expect(await verifyNextFactor(held, wrong, HERE)).toMatchObject({ reason: 'wrong_factor' });
  expect(await verifyNextFactor(held, code, HERE)).toMatchObject({ ok: true });
  expect(await verifyNextFactor(await asked(), code, HERE)).toMatchObject({ ok: false });
});
