import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { addGoogle, identity, signsIn } from '#lib/accounts/connections/connections.test-support';
import { signInAs } from '#lib/accounts/life.test-support';
import { exportUsers } from '#lib/admin/moving/export-users';
import { ADA, bring, MOVED_CONNECTION } from '#lib/admin/moving/moving.test-support';
import { db } from '#lib/db/client';
import { typedKey } from '#lib/factors/totp/key';
import { codeAt, stepAt } from '#lib/factors/totp/totp';
import {
  addUser,
  changeSettings,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';

beforeEach(async () => {
  await emptyTables();
  changeSettings({ APP_URL: 'http://localhost:3000' });
});

test('what is exported comes again as it was, with the hash that a sign-in has made', async () => {
  await addGoogle();
  await bring([
    { ...ADA, connections: [MOVED_CONNECTION] },
    {
      ...ADA,
      email: 'bob@example.com',
      passkeys: [],
      disabled_at: '2026-01-01',
      disabled_reason: 'spam',
    },
  ]);
  await addUser('cy@example.com');
  const exported = async () => {
    const count = { people: 0, lostApps: 0 };
    const text = (await Array.fromAsync(exportUsers(count))).join('');
    expect(count).toEqual({ people: 3, lostApps: 0 });
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const first = await exported();
  expect(first.map(({ email }) => email).sort()).toEqual([
    'ada@example.com',
    'bob@example.com',
    'cy@example.com',
  ]);
  expect(first.find(({ email }) => email === 'ada@example.com')).toMatchObject({
    ...ADA,
    connections: [MOVED_CONNECTION],
    email: 'ada@example.com',
    totp_key: ADA.totp_key.replaceAll(' ', ''),
  });
  await emptyTables();
  await addGoogle();
  expect(await bring(first)).toMatchObject({ made: 3, refused: {}, leftOut: {} });
  const byAddress = (rows: Record<string, unknown>[]) =>
    rows.toSorted((one, other) => String(one['email']).localeCompare(String(other['email'])));
  expect(byAddress(await exported())).toEqual(byAddress(first));
  expect(await from('192.0.2.1', () => signInAs('cy@example.com', PASSWORD))).toMatchObject({
    ok: true,
  });
});

test('somebody whose only way in is an account elsewhere has proven their address', async () => {
  await addGoogle();
  await signsIn(identity());
  const [line = ''] = await Array.fromAsync(exportUsers({ people: 0, lostApps: 0 }));
  expect(JSON.parse(line)).toMatchObject({
    email: 'ada@gmail.com',
    verified: true,
    connections: [{ provider: 'google', issuer: 'https://accounts.google.com', subject: '1046' }],
  });
});

test('that everything was exported is in the log before the first line', async () => {
  const lines = exportUsers({ people: 0, lostApps: 0 });
  await lines.next();
  const [event] = await db().select().from(auditEvents);
  expect(event).toMatchObject({
    type: 'sensitive_read',
    object: 'users',
    actor: 'operator',
    detail: 'every_account',
  });
});

test('an app whose root secret is gone is counted, and the rest is written', async () => {
  changeSettings({
    SESSION_SECRET: 'one-secret-0123456789-abcdefghij-KLMNOP',
    APP_URL: 'http://localhost:3000',
  });
  await bring([ADA]);
  changeSettings({
    SESSION_SECRET: 'two-secret-0123456789-abcdefghij-KLMNOP',
    APP_URL: 'http://localhost:3000',
  });
  const count = { people: 0, lostApps: 0 };
  const [line = ''] = await Array.fromAsync(exportUsers(count));
  expect(count).toEqual({ people: 1, lostApps: 1 });
  expect(JSON.parse(line)).not.toHaveProperty('totp_key');
});

test('a key that comes is the one that its app shows codes of', () => {
  const key = Buffer.from('12345678901234567890');
  expect(typedKey(key)).toBe(ADA.totp_key.replaceAll(' ', ''));
  expect(codeAt(key, stepAt(59_000))).toBe('287082');
});
