import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { addGoogle, identity, signsIn } from '#lib/accounts/connections/connections.test-support';
import { KITES } from '#lib/accounts/hashes/vectors.test-support';
import { signInAs } from '#lib/accounts/life.test-support';
import { importUsers } from '#lib/admin/moving/import-users';
import {
  ADA,
  BCRYPT,
  bring,
  everybody,
  MOVED_CONNECTION,
  MOVED_PASSKEY,
  recordsFrom,
  ways,
} from '#lib/admin/moving/moving.test-support';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { openKey } from '#lib/factors/totp/key';
import { addUser, changeSettings, emptyTables, from } from '#lib/testing/database.test-support';

/** What somebody else does between the question who is there and the answer. */
const meanwhile = vi.hoisted(() => ({ happens: async () => {} }));
vi.mock('#lib/admin/moving/write-batch', async (original) => {
  const real = await original<typeof import('#lib/admin/moving/write-batch')>();
  const writeBatch: typeof real.writeBatch = async (batch) => {
    await meanwhile.happens();
    await real.writeBatch(batch);
  };
  return { ...real, writeBatch };
});

beforeEach(async () => {
  meanwhile.happens = async () => {};
  await emptyTables();
  changeSettings({ APP_URL: 'http://localhost:3000' });
});

test('a person comes with all they have, and their password signs in', async () => {
  expect(await bring([ADA])).toEqual({
    records: 1,
    made: 1,
    there: 0,
    withoutPassword: 0,
    refused: {},
    leftOut: {},
  });
  const [user] = await everybody();
  expect(user).toMatchObject({
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    searchName: 'ada lovelace',
    createdAt: new Date('2025-01-02T03:04:05Z'),
    role: 'member',
    timeZone: 'Europe/London',
    secondFactorDueAt: null,
  });
  const [passkey, password, app] = await ways();
  expect(password).toMatchObject({ kind: 'password', secret: BCRYPT });
  expect(passkey).toMatchObject({
    kind: 'passkey',
    handle: 'cred-1',
    counter: 7,
    name: 'Phone',
    host: 'localhost',
    mayBeBackedUp: true,
  });
  const key = await openKey(app?.secret ?? '', user?.id ?? '');
  expect(Buffer.from(key ?? []).toString()).toBe('12345678901234567890');
  expect(await from('192.0.2.1', () => signInAs('ada@example.com', KITES))).toMatchObject({
    ok: true,
  });
  const events = await db().select().from(auditEvents);
  expect(events[0]).toMatchObject({
    type: 'user_created',
    actor: 'operator',
    detail: 'imported',
    userId: user?.id,
  });
  expect((await verifyLog()).faults).toEqual([]);
});

test('a second run passes over who is there, also when the first one stopped in the middle', async () => {
  const rows = Array.from({ length: 450 }, (_, nth) => ({
    email: `p${nth}@example.com`,
    verified: true,
    password_hash: BCRYPT,
  }));
  await expect(
    importUsers(
      (async function* () {
        yield* recordsFrom(rows.slice(0, 430));
        throw new Error('the disk is gone');
      })(),
      { isDry: false, isVouchedFor: false, without: new Set() },
    ),
  ).rejects.toThrow('the disk');
  expect(await everybody()).toHaveLength(400);
  await addUser('p449@example.com', { passwordHash: 'kept' });
  expect(await bring(rows)).toMatchObject({ records: 450, made: 49, there: 401 });
  expect(await bring(rows)).toMatchObject({ made: 0, there: 450 });
  const kept = await ways();
  expect(kept.filter(({ secret }) => secret === 'kept')).toHaveLength(1);
});

test('who signs up while their batch is written is there, and the others of the batch come', async () => {
  const signsUp = ['bob@example.com', 'cy@example.com'];
  meanwhile.happens = async () => {
    const email = signsUp.shift();
    if (email) await addUser(email, { passwordHash: 'kept' });
  };
  const emails = ['ada', 'bob', 'cy', 'di'].map((name) => `${name}@example.com`);
  const rows = emails.map((email) => ({ email, verified: true, password_hash: BCRYPT }));
  expect(await bring(rows)).toMatchObject({ records: 4, made: 2, there: 2 });
  expect((await everybody()).map(({ email }) => email)).toEqual(emails);
  const kept = await ways();
  expect(kept.map(({ secret }) => secret).sort()).toEqual([BCRYPT, BCRYPT, 'kept', 'kept']);
});

test('who is connected while their batch is written signs in there, and the others of the batch come', async () => {
  await addGoogle();
  let isFirst = true;
  meanwhile.happens = async () => {
    if (isFirst) await signsIn(identity());
    isFirst = false;
  };
  const rows = ['ada', 'bob'].map((name) => ({
    ...ADA,
    email: `${name}@example.com`,
    passkeys: [],
  }));
  const [ada, bob] = rows.map((row, nth) => ({
    ...row,
    connections: [{ ...MOVED_CONNECTION, subject: ['1046', '2'][nth] }],
  }));
  expect(await bring([ada, bob])).toMatchObject({
    made: 1,
    there: 0,
    refused: { taken_connection: { count: 1, lines: [1] } },
  });
  expect((await everybody()).map(({ email }) => email)).toEqual([
    'ada@gmail.com',
    'bob@example.com',
  ]);
});

test('what cannot be written ends the import, and nobody of its batch is made', async () => {
  meanwhile.happens = () => Promise.reject(new Error('the disk is gone'));
  await expect(bring([ADA])).rejects.toThrow('the disk');
  expect(await everybody()).toEqual([]);
});

test('a dry run says the same and makes nothing', async () => {
  await addUser('bob@example.com');
  const before = await everybody();
  const rows = [
    ADA,
    { email: 'bob@example.com' },
    { email: 'x' },
    { ...ADA, email: 'cy@example.com' },
  ];
  const dry = await bring(rows, { isDry: true });
  expect(await everybody()).toEqual(before);
  expect(await bring(rows)).toEqual(dry);
  expect(dry).toMatchObject({
    made: 2,
    there: 1,
    refused: { 'field email': { count: 1, lines: [3] } },
  });
});

test('of two with one address the first comes', async () => {
  expect(
    await bring([
      { ...ADA, name: 'One' },
      { ...ADA, email: 'ada@EXAMPLE.com', name: 'Two' },
    ]),
  ).toMatchObject({ made: 1, there: 1 });
  expect((await everybody()).map(({ name }) => name)).toEqual(['One']);
});

test.each([
  [null, 'no_object'],
  [[], 'no_object'],
  ['ada@example.com', 'no_object'],
  [{}, 'field email'],
  [{ ...ADA, email: '' }, 'field email'],
  [{ ...ADA, email: 'ada' }, 'field email'],
  [{ ...ADA, email: 7 }, 'field email'],
  [{ ...ADA, emial: 'x' }, 'field emial'],
  [{ ...ADA, constructor: 'x' }, 'field constructor'],
  [{ ...ADA, verified: 'perhaps' }, 'field verified'],
  [{ ...ADA, name: 'x'.repeat(101) }, 'field name'],
  [{ ...ADA, name: '\u202eevil' }, 'field name'],
  [{ ...ADA, name: '\u200b' }, 'field name'],
  [{ ...ADA, role: 'root' }, 'field role'],
  [{ ...ADA, created_at: 'yesterday' }, 'field created_at'],
  [{ ...ADA, created_at: '2025-02-31T99:00:00Z' }, 'field created_at'],
  [{ ...ADA, created_at: '2999-01-01' }, 'field created_at'],
  [{ ...ADA, created_at: '1900-01-01' }, 'field created_at'],
  [{ ...ADA, disabled_at: true }, 'field disabled_at'],
  [{ ...ADA, disabled_reason: 'x'.repeat(501) }, 'field disabled_reason'],
  [{ ...ADA, time_zone: 'Mars/Olympus' }, 'field time_zone'],
  [{ ...ADA, password_hash: 7 }, 'field password_hash'],
  [{ ...ADA, passkeys: Array.from({ length: 26 }, () => MOVED_PASSKEY) }, 'field passkeys'],
  [{ ...ADA, verified: false, role: 'support' }, 'unproven_staff'],
])('%j does not come: %s', async (row, why) => {
  const report = await bring([row]);
  expect(report.refused).toEqual({ [why]: { count: 1, lines: [1] } });
  expect(await everybody()).toEqual([]);
});

test.each([
  ['$2b$31$kpR2wWnnf5Do4qU722krnOq9pYP7A4J9/XdKev.0OWjBmO9a7TUC6', 'more work than we do'],
  ['5f4dcc3b5aa765d61d8327deb882cf99', 'unknown'],
  ['x'.repeat(100_000), 'long'],
])('a hash that is %s is left out, and its owner comes', async (password_hash) => {
  const report = await bring([{ ...ADA, password_hash }]);
  expect(report).toMatchObject({
    made: 1,
    withoutPassword: 1,
    leftOut: { unknown_hash: { count: 1 } },
  });
  expect((await ways()).map(({ kind }) => kind)).toEqual(['passkey', 'totp']);
});

test.each(['GEZD', '1', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ!', 'A'.repeat(400)])(
  'the key %j of an app is left out',
  async (totp_key) => {
    expect((await bring([{ ...ADA, totp_key }])).leftOut).toMatchObject({ totp_key: { count: 1 } });
    expect((await ways()).map(({ kind }) => kind)).toEqual(['passkey', 'password']);
  },
);

test.each([
  { rp_id: 'example.com' },
  { rp_id: undefined },
  { user_handle: 'x'.repeat(87) },
  { id: 'not base64url!' },
  { public_key: undefined },
  { backup_eligible: 'perhaps' },
  { counter: -1 },
])('a passkey with %j is left out', async (change) => {
  const report = await bring([{ ...ADA, passkeys: [{ ...MOVED_PASSKEY, ...change }] }]);
  expect(report.leftOut).toMatchObject({ passkeys: { count: 1 } });
  expect((await ways()).map(({ kind }) => kind)).toEqual(['password', 'totp']);
});

test('what a passkey does not say is learnt later, and its host the operator may say', async () => {
  const { rp_id: _, user_handle: __, ...bare } = MOVED_PASSKEY;
  const { backup_eligible: ___, ...barer } = { ...MOVED_PASSKEY, id: 'cred-2' };
  const row = { ...ADA, passkeys: [bare, barer, { ...MOVED_PASSKEY, id: 'cred-3' }] };
  expect(await bring([row], { passkeysOf: 'localhost' })).toMatchObject({ made: 1, leftOut: {} });
  const kept = (await ways()).filter(({ kind }) => kind === 'passkey');
  expect(kept.map(({ handle, userHandle, host }) => [handle, userHandle, host])).toEqual([
    ['cred-1', '', 'localhost'],
    ['cred-2', '', 'localhost'],
    ['cred-3', MOVED_PASSKEY.user_handle, 'localhost'],
  ]);
});

test('a passkey whose name or make cannot be read comes without them', async () => {
  const odd = { ...MOVED_PASSKEY, name: '\u202e', aaguid: null, transports: ['USB stick'] };
  expect(await bring([{ ...ADA, passkeys: [odd] }])).toMatchObject({ leftOut: {} });
  const [one] = (await ways()).filter(({ kind }) => kind === 'passkey');
  expect(one).toMatchObject({ name: expect.stringMatching(/\w/), aaguid: '', transports: '' });
});

test('a passkey that somebody has already is not taken from them, within a file and across', async () => {
  await bring([ADA]);
  const report = await bring([
    { ...ADA, email: 'eve@example.com' },
    { ...ADA, email: 'fay@example.com', passkeys: [{ ...MOVED_PASSKEY, id: 'cred-2' }] },
    { ...ADA, email: 'gil@example.com', passkeys: [{ ...MOVED_PASSKEY, id: 'cred-2' }] },
  ]);
  expect(report.leftOut).toEqual({ passkeys: { count: 2, lines: [1, 3] } });
  const [one, two] = (await ways()).filter(({ kind }) => kind === 'passkey');
  expect([one?.handle, two?.handle].sort()).toEqual(['cred-1', 'cred-2']);
});

test('everybody may bring as many passkeys as a person can have', async () => {
  const rows = Array.from({ length: 200 }, (_, nth) => ({
    ...ADA,
    email: `p${nth}@example.com`,
    passkeys: Array.from({ length: 25 }, (__, other) => ({
      ...MOVED_PASSKEY,
      id: `c-${nth}-${other}`,
    })),
  }));
  expect(await bring(rows)).toMatchObject({ made: 200, leftOut: {} });
  expect(await ways()).toHaveLength(200 * 27);
});

test('an address that nobody has proven brings nothing that opens the account', async () => {
  const report = await bring([{ ...ADA, verified: false }]);
  expect(report).toMatchObject({
    made: 1,
    withoutPassword: 1,
    leftOut: { unproven: { count: 1 } },
  });
  expect(await ways()).toEqual([]);
  expect(await from('192.0.2.1', () => signInAs('ada@example.com', KITES))).toMatchObject({
    ok: false,
  });
});

test('staff that come without a second factor have a week to set one up', async () => {
  changeSettings({ SECOND_FACTOR: 'staff', APP_URL: 'http://localhost:3000' });
  const { totp_key: _, passkeys: __, ...bare } = ADA;
  await bring([
    { ...bare, role: 'support' },
    { ...ADA, email: 'bob@example.com', role: 'administrator' },
  ]);
  const [ada, bob] = await everybody();
  const days = ((ada?.secondFactorDueAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(7, 1);
  expect(bob?.secondFactorDueAt).toBeNull();
});
