import 'server-only';
import { eq } from 'drizzle-orm';
import type { Account } from 'oidc-provider';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { isDisabled } from '#lib/session/account-state';

/** The person behind a `sub`; undefined when the account is gone or disabled. */
export async function findSubject(id: string): Promise<Account | undefined> {
  const [user] = await db().select().from(users).where(eq(users.id, id));
  if (!user || isDisabled(user)) return undefined;
  const { name, email, timeZone } = user;
  const claims = { sub: id, name, zoneinfo: timeZone || 'UTC', email, email_verified: true };
  return { accountId: id, claims: async () => claims };
}
