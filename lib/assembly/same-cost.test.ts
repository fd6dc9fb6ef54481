import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { limits } from '#drizzle/schema/limits';
import { outbox } from '#drizzle/schema/outbox';
import { addApp, addRecoveryCodes } from '#lib/accounts/factors.test-support';
import { signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { askToSignIn } from '#lib/accounts/passkeys/ask';
import { enrol, SECRET } from '#lib/accounts/passkeys/passkeys.test-support';
import { startRecover } from '#lib/accounts/recover';
import { startReset } from '#lib/accounts/reset-password';
import { startSignIn } from '#lib/accounts/sign-in-by-code';
import { disableUser } from '#lib/admin/disable-user';
import { db } from '#lib/db/client';
import {
  addUser,
  emptyTables,
  from,
  setClock,
  statementsOf,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';

/** What a stranger with an address must not find out about its account. */
const STATES: Record<string, (userId: string) => Promise<unknown>> = {
  'an app': addApp,
  'an app and recovery codes': async (userId) => {
    await addRecoveryCodes(await viewerOf(userId));
    await addApp(userId);
  },
  'a passkey': async (userId) => enrol(await viewerOf(userId)),
  'a passkey and no password': async (userId) => {
    await enrol(await viewerOf(userId));
    const isPassword = and(eq(credentials.userId, userId), eq(credentials.kind, 'password'));
    await db().delete(credentials).where(isPassword);
  },
  'an app, and is shut': async (userId) => {
    await addApp(userId);
    await disableUser('operator', userId);
  },
};

/** What a stranger with an address can do. */
const ACTS: Record<string, (email: string) => Promise<{ ok: boolean; reason?: unknown }>> = {
  'a wrong password': (email) => signInAs(email, 'some wrong password'),
  'asking for a reset': (email) => startReset(email),
  'asking for a code to sign in': (email) =>
    startSignIn({ email, isPersistent: false, browser: null }),
  'asking to recover': (email) => startRecover(email),
};

beforeEach(async () => {
  await emptyTables();
  setClock(Date.UTC(2026, 0, 1));
});

/** The answer, and all that the database is asked and told meanwhile. */
async function seen(act: (email: string) => Promise<object>, email: string, address: string) {
  let answer: object = {};
  const statements = await statementsOf(async () => {
    answer = await from(address, () => act(email));
  });
  const { ok, reason } = answer as { ok: boolean; reason?: string };
  return { answer: { ok, reason }, statements };
}

const rows = Object.keys(ACTS).flatMap((act) =>
  [...Object.keys(STATES), 'no account'].map((state) => [act, state] as const),
);

test.each(rows)('%s is answered for an account with %s as for one with a password, by the same work', async (act, state) => {
  await addUser('plain@example.com');
  const work = ACTS[act] as (typeof ACTS)[string];
  if (state !== 'no account') await STATES[state]?.(await addUser(EMAIL));
  await db().delete(outbox);
  // What is prepared once for a process is no part of it.
  for (const email of ['warm@example.com', 'plain@example.com']) await seen(work, email, '192.0.2.1');
  await db().delete(limits);
  const plain = await seen(work, 'plain@example.com', '192.0.2.2');
  expect(await seen(work, EMAIL, '192.0.2.3')).toEqual(plain);
}); // biome-ignore format: one line

test('what a passkey is asked for is the same for everybody', async () => {
  const asked = async () => {
    const outcome = await askToSignIn(SECRET);
    return outcome.ok ? { ...outcome.value, challenge: '' } : outcome;
  };
  const before = await asked();
  await enrol(await viewerOf(await addUser(EMAIL)));
  expect(await asked()).toEqual(before);
  expect(JSON.stringify(before)).not.toContain('"id"');
});
