import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { BROWSER, identity, signsIn } from '#lib/accounts/connections/connections.test-support';
import { connectionRow } from '#lib/accounts/connections/row';
import { signInAs } from '#lib/accounts/life.test-support';
import { db } from '#lib/db/client';
import { takeAnswer } from '#lib/providers/answer';
import { beginAt, callbackOf } from '#lib/providers/begin';
import { findAsked } from '#lib/providers/flow';
import { addProvider } from '#lib/providers/stored';
import { addUser, emptyTables, PASSWORD, statementsOf } from '#lib/testing/database.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';

const EMAIL = 'ada@example.com';
const acme = new TestProvider();

beforeAll(async () => {
  await acme.start([callbackOf('acme')]);
});
afterAll(() => acme.stop());

beforeEach(async () => {
  await emptyTables();
  const { issuer, client } = acme;
  await addProvider({
    kind: 'oidc',
    name: 'acme',
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
  });
  const who = identity({ issuer, subject: acme.person.sub });
  await db()
    .insert(connections)
    .values(connectionRow(await addUser(EMAIL), who));
});

/** What a provider sends back, for somebody who went there. */
async function comesBack(): Promise<URLSearchParams> {
  const about = { provider: 'acme', intent: 'sign_in', next: '/', isPersistent: false, sessionId: null } as const; // biome-ignore format: one line
  const begun = await beginAt(about, BROWSER);
  const asked = await findAsked(begun.ok ? begun.value : '', BROWSER);
  return acme.visit(String(asked?.payload['url']));
}

/** From what comes back to the session. */
async function arrive(returned: URLSearchParams) {
  const taken = await takeAnswer('acme', returned, { browser: BROWSER, sessionId: undefined });
  if (!taken?.outcome.ok) throw new Error('The answer was refused.');
  const outcome = await signsIn(taken.outcome.value);
  expect(outcome.ok).toBe(true);
}

test('a sign-in by a provider asks the database at most two things more than one by password', async () => {
  // What is prepared once for a process is no part of it.
  await signInAs(EMAIL, PASSWORD);
  await arrive(await comesBack());
  const byPassword = await statementsOf(() => signInAs(EMAIL, PASSWORD));
  const returned = await comesBack();
  const byProvider = await statementsOf(() => arrive(returned));
  expect(byPassword.length).toBeGreaterThan(3);
  expect([byProvider.length - byPassword.length, byProvider, byPassword]).toEqual([
    expect.toSatisfy((more: number) => more <= 2),
    byProvider,
    byPassword,
  ]);
});
