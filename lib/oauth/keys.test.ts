import { isNull, like } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { db } from '#lib/db/client';
import { findByBearer } from '#lib/oauth/bearer';
import { deviceTokens, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { isKnownKey, listKeys, privateKeys, renewKey, rotateKeys } from '#lib/oauth/keys';
import { KEY_SECONDS } from '#lib/oauth/lifetimes';
import { authorizationServer } from '#lib/oauth/provider';
import { endEverybody } from '#lib/session/end-everybody';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const AT_ONCE = [1, 2, 3, 4];

beforeEach(async () => {
  await emptyTables();
  await db().delete(signingKeys);
});

const told = async () => (await db().select().from(auditEvents)).map(({ type }) => type);

test('when many find no key at the same time one makes it, and all sign with that', async () => {
  const keys = await Promise.all(AT_ONCE.map(privateKeys));
  expect(new Set(keys.map(([signs]) => signs?.kid)).size).toBe(1);
  expect((await listKeys()).map(({ alg }) => alg)).toEqual(['ES256', 'RS256']);
  expect(await told()).toEqual(['signing_key_rotated', 'signing_key_rotated']);
});

test('a server whose first keys are dropped before it asks for them again makes others, and signs with those', async () => {
  clearSingleton('oauth', 'known-keys');
  await authorizationServer();
  // Somebody at the command line signs everybody out.
  await endEverybody();
  const { user, session } = await viewerOfTicket(await beginSession(await addUser()));
  const { access_token } = await deviceTokens({ user, session });
  expect((await listKeys()).map(({ alg }) => alg)).toEqual(['ES256', 'RS256']);
  expect(await findByBearer(access_token)).not.toBeNull();
});

test('when many find at the same time that the key is due one replaces it', async () => {
  await privateKeys();
  setClock(Date.now() + (KEY_SECONDS + 60) * 1000);
  await Promise.all(AT_ONCE.map(renewKey));
  expect(await listKeys()).toHaveLength(4);
  expect(await told()).toHaveLength(4);
});

test('a renewal that a rotation overtakes changes nothing; of many rotations at once one key signs', async () => {
  await privateKeys();
  setClock(Date.now() + (KEY_SECONDS + 60) * 1000);
  const [kid] = await Promise.all([rotateKeys('operator', { dropOld: true }), renewKey()]);
  expect((await listKeys()).map((key) => key.kid)).toContain(kid);
  const kids = await Promise.all(AT_ONCE.map(() => rotateKeys('operator')));
  const signing = await db().select().from(signingKeys).where(isNull(signingKeys.retiredAt));
  expect(signing).toHaveLength(2);
  expect(kids).toContain(signing.find(({ publicKey }) => publicKey.includes('ES256'))?.id);
});

test('a database that has a key for access tokens alone gets both, and what that one signed verifies', async () => {
  await privateKeys();
  await db().delete(signingKeys).where(like(signingKeys.publicKey, '%RS256%'));
  const [before] = await listKeys();
  const keys = await privateKeys();
  expect(keys.map(({ alg }) => alg)).toEqual(['ES256', 'RS256', 'ES256']);
  expect(keys[2]?.kid).toBe(before?.kid);
  expect(await isKnownKey(String(before?.kid))).toBe(true);
});
