import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { sessions } from '#drizzle/schema/sessions';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { credentialChange } from '#lib/accounts/credential-change';
import { credentialMail } from '#lib/accounts/credential-mail';
import { latestMail, viewerOf } from '#lib/accounts/life.test-support';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { kindsOf } from '#lib/factors/verify-factor';
import { endTrust } from '#lib/session/end';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { addUser, emptyTables } from '#lib/testing/database.test-support';

let ada: string;
beforeEach(async () => {
  await emptyTables();
  ada = await addUser('ada@example.com', { passwordHash: 'x' });
  const at = new Date();
  const browser = { secretHash: 'x', createdAt: at, expiresAt: at, address: '', userAgent: '' };
  await db()
    .insert(trustedBrowsers)
    .values({ ...browser, id: uuid(), userId: ada });
});

test.each([
  ['added', false, 1],
  ['renamed', true, 1],
  ['removed', false, 0],
] as const)(
  'something %s is told to its owner; other sessions stay proven: %s; trusted browsers left: %i',
  async (change, staysProven, trusted) => {
    const [here, other] = [await viewerOf(ada), await viewerOf(ada)];
    await transaction(await credentialChange(here, change, 'passkey', 'its-id'));
    expect((await latestMail()).subject).toBe(credentialMail('passkey', change).subject);
    const provenAt = async (id: string) =>
      (await db().select().from(sessions).where(eq(sessions.id, id)))[0]!.authenticatedAt!;
    for (const [{ user, session }, isProven] of [
      [here, true],
      [other, staysProven],
    ] as const) {
      const authenticatedAt = await provenAt(session.id);
      expect(await isFreshlyAuthenticated({ user, session: { ...session, authenticatedAt } })).toBe(
        isProven,
      );
    }
    expect(await db().$count(trustedBrowsers)).toBe(trusted);
  },
);

test('trust ends for one person alone, and a password is what they have shown to work', async () => {
  const bob = await addUser('bob@example.com', { passwordHash: 'x' });
  await transaction(endTrust(bob));
  expect(await db().$count(trustedBrowsers)).toBe(1);
  await transaction(endTrust(ada));
  expect(await db().$count(trustedBrowsers)).toBe(0);
  expect([...(await kindsOf(ada))]).toEqual(['password']);
});
