import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { viewerOf } from '#lib/accounts/life.test-support';
import { addPasskey } from '#lib/accounts/passkeys/add';
import { askToEnrol } from '#lib/accounts/passkeys/ask';
import { findPasskey, listPasskeys } from '#lib/accounts/passkeys/list';
import {
  asksToSignIn,
  enrol,
  given,
  SECRET,
  signInBy,
} from '#lib/accounts/passkeys/passkeys.test-support';
import { removePasskey } from '#lib/accounts/passkeys/remove';
import { renamePasskey } from '#lib/accounts/passkeys/rename';
import { disableUser } from '#lib/admin/disable-user';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { userHandleFor } from '#lib/factors/passkey/user-handle';
import { findViewer, type Viewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';
import { Authenticator, cbor } from '#lib/testing/passkey.test-support';

const START = Date.UTC(2026, 0, 1);
const ONE_PASSWORD = 'bada5566-a7aa-401f-bd96-45619a55120d';
let ada: Viewer;
let bob: Viewer;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await viewerOf(await addUser('ada@example.com'));
  bob = await viewerOf(await addUser('bob@example.com'));
});

const asksToAdd = async (viewer = ada) => given(await askToEnrol(viewer, SECRET));
const add = (answer: string, viewer = ada, secret: string | null = SECRET) =>
  addPasskey(viewer, { answer, secret });
const templates = async () => (await db().select().from(outbox)).map(({ template }) => template);
const logged = async () => {
  await sealLog();
  const all = await db().select().from(auditEvents);
  return all.filter(({ type }) => type.startsWith('credential_'));
};

test('a new passkey is named after what made it, is told of by mail, is in the log, and signs in at once', async () => {
  const { authenticator, id } = await enrol(ada, { aaguid: ONE_PASSWORD, mayBeBackedUp: true, isBackedUp: true });
  expect(await listPasskeys(ada)).toMatchObject([{ id, name: '1Password', isBackedUp: true, lastUsedAt: null }]);
  expect(await templates()).toEqual(['credential-added']);
  expect(await logged()).toMatchObject([{ type: 'credential_added', object: `credential:${id}`, detail: 'passkey' }]);
  expect((await signInBy(authenticator.get(await asksToSignIn()))).ok).toBe(true);
}); // biome-ignore format: one line

test('one of an unknown maker is a passkey', async () => {
  await enrol(ada);
  expect(await listPasskeys(ada)).toMatchObject([{ name: 'Passkey', isBackedUp: false }]);
});

test('what a page asks for wants the person verified, no word of the maker, and none on a device that has one', async () => {
  const { id } = await enrol(ada);
  const [{ handle = '' } = {}] = await listPasskeys(ada);
  const asked = await asksToAdd();
  expect(asked).toMatchObject({
    rp: { id: 'localhost' },
    user: { name: 'ada@example.com', displayName: 'Ada' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [{ id: handle, type: 'public-key', transports: ['internal', 'hybrid'] }],
  });
  expect(JSON.stringify(asked)).not.toContain(ada.user.id);
  expect(JSON.stringify(asked)).not.toContain(id);
  expect((await asksToAdd(bob)).excludeCredentials).toEqual([]);
});

test('the handle of an account is 64 bytes, the same each time, and nobody else’s', async () => {
  const [one, again, other] = [await asksToAdd(), await asksToAdd(), await asksToAdd(bob)].map(({ user }) => user.id); // biome-ignore format: one line
  expect(Buffer.from(one ?? '', 'base64url')).toHaveLength(64);
  expect([again === one, other === one]).toEqual([true, false]);
});

test('a passkey keeps the handle that it was made with, under another secret too', async () => {
  const { authenticator } = await enrol(ada);
  const before = userHandleFor(ada.user.id);
  changeSettings({ SESSION_SECRET: `${crypto.randomUUID()}${crypto.randomUUID()}` });
  expect(userHandleFor(ada.user.id)).not.toBe(before);
  expect((await signInBy(authenticator.get(await asksToSignIn()))).ok).toBe(true);
}); // biome-ignore format: one line

const made = (change: Parameters<Authenticator['create']>[1]) => async () =>
  new Authenticator().create(await asksToAdd(), change);
const certificate = { alg: -7, sig: Buffer.alloc(64), x5c: [Buffer.alloc(100)] };

test.each<[string, () => Promise<string>]>([
  ['without the person verified', made({ isVerified: false })],
  ['without the person there', made({ isPresent: false })],
  ['at another origin', made({ origin: 'https://evil.example.com' })],
  ['inside a page of another site', made({ crossOrigin: true })],
  ['for another host', made({ host: 'example.com' })],
  ['with a certificate', made({ attestation: cbor({ fmt: 'packed', attStmt: certificate, authData: Buffer.alloc(37) }) })],
  ['with a word of its maker', made({ attestation: cbor({ fmt: 'apple', attStmt: {}, authData: Buffer.alloc(37) }) })],
  ['with a broken word of its maker', made({ attestation: Buffer.from('ff', 'hex') })],
  ['as an answer of a passkey', async () => {
    const { authenticator } = await enrol(ada);
    await db().delete(credentials).where(eq(credentials.kind, 'passkey'));
    return authenticator.get(await asksToAdd());
  }],
  ['of nothing', async () => ''],
])('a passkey made %s is not taken', async (_, answer) => {
  expect(await add(await answer())).toMatchObject({ reason: 'wrong_passkey' });
  expect(await listPasskeys(ada)).toEqual([]);
}); // biome-ignore format: one line

test.each<[string, (asked: Awaited<ReturnType<typeof asksToAdd>>) => Promise<unknown>]>([
  ['of somebody else', async (asked) => add(new Authenticator().create(asked), bob)],
  ['of another browser', async (asked) => add(new Authenticator().create(asked), ada, 'another')],
  ['to sign in', async ({ user }) => add(new Authenticator().create({ ...(await asksToSignIn()), user }))],
  ['after five minutes', async (asked) => {
    setClock(START + 300_000);
    return add(new Authenticator().create(asked));
  }],
])('a passkey for a challenge %s is not taken', async (_, send) => {
  expect(await send(await asksToAdd())).toMatchObject({ reason: 'passkey_expired' });
  expect([await listPasskeys(ada), await listPasskeys(bob)]).toEqual([[], []]);
}); // biome-ignore format: one line

test('one challenge adds one passkey, of many at once', async () => {
  const asked = await asksToAdd();
  const answers = [1, 2, 3].map(() => new Authenticator().create(asked));
  const outcomes = await Promise.all(answers.map((answer) => add(answer)));
  expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
  expect(await listPasskeys(ada)).toHaveLength(1);
});

test('a passkey that somebody has already stays theirs', async () => {
  const { authenticator } = await enrol(ada);
  const thief = new Authenticator();
  const answer = thief.create(await asksToAdd(bob));
  const id = authenticator.made[0]?.id ?? '';
  // The number of hers, in what the thief's own authenticator says too.
  const stolen = JSON.parse(answer);
  const data = Buffer.from(stolen.response.attestationObject, 'base64url');
  const at = data.indexOf(Buffer.from(stolen.id, 'base64url'));
  Buffer.from(id, 'base64url').copy(data, at);
  const attestationObject = data.toString('base64url');
  const sent = { ...stolen, id, rawId: id, response: { ...stolen.response, attestationObject } };
  expect(await add(JSON.stringify(sent), bob)).toMatchObject({ reason: 'known_passkey' });
  expect((await signInBy(authenticator.get(await asksToSignIn()))).ok).toBe(true);
});

test('there are 25 at most', async () => {
  for (let nth = 0; nth < 25; nth++) await enrol(ada);
  const answer = new Authenticator().create(await asksToAdd());
  expect(await add(answer)).toMatchObject({ reason: 'too_many_passkeys' });
  expect(await listPasskeys(ada)).toHaveLength(25);
  await enrol(bob);
});

test('an account that is shut meanwhile gets none', async () => {
  const answer = new Authenticator().create(await asksToAdd());
  await disableUser('operator', ada.user.id);
  expect((await add(answer)).ok).toBe(false);
  expect(await listPasskeys(ada)).toEqual([]);
});

test('other sessions have to prove again who they are once a passkey was added; this one goes on', async () => {
  const elsewhere = await beginSession(ada.user.id);
  await enrol(ada);
  const found = await findViewer(elsewhere);
  expect(found && (await isFreshlyAuthenticated(found.viewer))).toBe(false);
});

test('its owner renames and removes it, and nobody else does', async () => {
  const { authenticator, id } = await enrol(ada);
  expect([await findPasskey(bob, id), await renamePasskey(bob, id, 'Mine')]).toEqual([null, false]);
  expect(await removePasskey(bob, id)).toMatchObject({ reason: 'not_found' });
  expect(await renamePasskey(ada, id, 'Blue key')).toBe(true);
  expect(await findPasskey(ada, id)).toEqual({ id, name: 'Blue key' });
  expect((await signInBy(authenticator.get(await asksToSignIn()))).ok).toBe(true);
  expect((await removePasskey(ada, id)).ok).toBe(true);
  expect(await removePasskey(ada, id)).toMatchObject({ reason: 'not_found' });
  expect(await signInBy(authenticator.get(await asksToSignIn()))).toMatchObject({ reason: 'unknown_passkey' });
  expect(await templates()).toEqual(['credential-added', 'credential-renamed', 'credential-removed']);
  expect((await logged()).map(({ type }) => type)).toEqual(['credential_added', 'credential_renamed', 'credential_removed']);
}); // biome-ignore format: one line

test('a password is renamed and removed by none of these', async () => {
  expect(await renamePasskey(ada, ada.user.id, 'Mine')).toBe(false);
  expect(await removePasskey(ada, ada.user.id)).toMatchObject({ reason: 'not_found' });
});
