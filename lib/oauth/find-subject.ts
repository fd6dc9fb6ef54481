import 'server-only';
import { eq } from 'drizzle-orm';
import type { Account } from 'oidc-provider';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { isDisabled } from '#lib/session/account-state';

/**
 * The person behind a `sub`; undefined when the account is gone or disabled. `grantId` is the session of the program that
 * asks: its id_tokens name it (`sid`), and so does the notice of its end.
 */
export async function findSubject(id: string, grantId?: string): Promise<Account | undefined> {
  const [user] = await db().select().from(users).where(eq(users.id, id));
  if (!user || isDisabled(user)) return undefined;
  const { name, email, timeZone } = user;
  const claims = { sub: id, name, zoneinfo: timeZone || 'UTC', email, email_verified: true };
  const ofToken = grantId === undefined ? {} : { sid: grantId };
  return {
    accountId: id,
    claims: async (use) => (use === 'id_token' ? { ...claims, ...ofToken } : claims),
  };
}
