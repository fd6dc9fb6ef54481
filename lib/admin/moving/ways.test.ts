import { beforeEach, expect, test } from 'vitest';
import { signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { acceptedPasskeys } from '#lib/accounts/passkeys/list';
import { asksToSignIn, enrol, given, signInBy } from '#lib/accounts/passkeys/passkeys.test-support';
import { verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { adapterNamed } from '#lib/admin/moving/adapters/list';
import { exportUsers } from '#lib/admin/moving/export-users';
import { importUsers } from '#lib/admin/moving/import-users';
import { everybody } from '#lib/admin/moving/moving.test-support';
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

type Wanted = { from?: string; passkeysOf?: string };

/** Makes an empty Gatehouse, and brings these people into it. */
async function bring(rows: object[], { from: system = '', ...more }: Wanted = {}) {
  await emptyTables();
  const records = (async function* () {
    for (const [at, value] of rows.entries()) yield { line: at + 1, value, part: 1 };
  })();
  const adapt = adapterNamed(system)?.adapt;
  const wanted = { isDry: false, isVouchedFor: false, without: new Set<never>(), adapt, ...more };
  expect(await importUsers(records, wanted)).toMatchObject({ made: rows.length, leftOut: {} });
}

/** Whom a passkey of this authenticator lets in. */
async function letsIn(answer: string) {
  const outcome = await signInBy(answer);
  if (!outcome.ok) return outcome.reason;
  return 'challengeId' in outcome.value
    ? 'challenge'
    : (await findViewer(outcome.value))?.viewer.user.email;
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

const base64 = (bytes: string) => Buffer.from(bytes, 'base64url').toString('base64');
type Moved = { id: string; public_key: string; user_handle: string };

/** Somebody with a passkey, as other systems write it down. */
const WRITTEN: Record<string, (moved: Moved) => [record: object, passkeysOf?: string]> = {
  'better-auth': ({ id, public_key }) => [{ emailVerified: true, passkeys: [{ credentialID: id, publicKey: base64(public_key), userId: 'x', counter: 0, deviceType: 'multiDevice', backedUp: true, transports: 'internal,hybrid', aaguid: null, name: null, createdAt: '2025-02-03T04:05:06.000Z' }] }, 'localhost'],
  'auth-js': ({ id, public_key }) => [{ emailVerified: '2025-01-01T00:00:00Z', authenticators: [{ credentialID: base64(id), userId: 'x', providerAccountId: base64(id), credentialPublicKey: base64(public_key), counter: 0, credentialDeviceType: 'multiDevice', credentialBackedUp: true, transports: 'internal,hybrid' }] }, 'localhost'],
  auth0: ({ id, public_key, user_handle }) => [{ email_verified: true, authentication_methods: [{ id: 'totp|dev_1', type: 'totp', confirmed: true }, { id: 'passkey|dev_2', type: 'passkey', key_id: id, credential_device_type: 'multi_device', credential_backed_up: true, public_key: `${public_key}==`, user_handle, transports: ['hybrid', 'internal'], relying_party_identifier: 'localhost', created_at: '2025-06-26T10:28:12.580Z' }] }],
  keycloak: ({ id, public_key }) => [{ emailVerified: true, credentials: [{ type: 'webauthn-passwordless', userLabel: 'Phone', createdDate: 1690000000000, secretData: '{}', credentialData: JSON.stringify({ aaguid: '00000000-0000-0000-0000-000000000000', credentialId: base64(id), counter: 0, credentialPublicKey: public_key, attestationStatementFormat: 'none', transports: ['internal'] }) }] }, 'localhost'],
}; // biome-ignore format: records of others

test.each(Object.keys(WRITTEN))('a passkey of %s signs in here, is known from then on, and only that one', async (system) => {
  const { authenticator } = await enrol(await viewerOf(await addUser(ADA)), { mayBeBackedUp: true });
  const [row] = (await exported()) as { passkeys: Moved[] }[];
  const [record, passkeysOf] = WRITTEN[system]?.(row?.passkeys[0] as Moved) ?? [{}];
  await bring([{ email: ADA, ...record }], { from: system, ...(passkeysOf && { passkeysOf }) });
  const [ada] = await everybody();
  const kept = () => acceptedPasskeys({ user: { id: ada?.id ?? '' } });
  const before = await kept();
  expect(before.some(({ userId }) => userId === '')).toBe(false);
  const signs = async (change = {}) => letsIn(authenticator.get(await asksToSignIn(), change));
  expect(await signs({ signature: Buffer.alloc(70) })).toBe('wrong_passkey');
  expect(await signs()).toBe(ADA);
  // What the other system did not keep is part of it now.
  expect((await kept()).flatMap(({ ids }) => ids)).toEqual([authenticator.made[0]?.id]);
  expect((await exported())[0]).toMatchObject({ passkeys: [{ user_handle: row?.passkeys[0]?.user_handle, backup_eligible: true }] });
  expect(await signs({ userHandle: 'YW5vdGhlcg' })).toBe('wrong_passkey');
  expect(await signs({ mayBeBackedUp: false, isBackedUp: false })).toBe('wrong_passkey');
  expect(await signs()).toBe(ADA);
}); // biome-ignore format: long calls

test.each(['better-auth', 'auth-js', 'keycloak'])('a passkey of %s stays behind where nobody says its host', async (system) => {
  const [record] = WRITTEN[system]?.({ id: 'aWQ', public_key: 'a2V5', user_handle: 'aGFuZGxl' }) ?? [{}];
  const records = (async function* () { yield { line: 1, value: { email: ADA, ...record }, part: 1 }; })();
  const wanted = { isDry: false, isVouchedFor: false, without: new Set<never>(), adapt: adapterNamed(system)?.adapt };
  expect(await importUsers(records, wanted)).toMatchObject({ made: 1, leftOut: { passkeys: { count: 1 } } });
}); // biome-ignore format: long calls

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
