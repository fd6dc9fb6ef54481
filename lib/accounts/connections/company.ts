import 'server-only';
import { and, eq, notExists, sql } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { users } from '#drizzle/schema/users';
import { connectionRow, insertConnection, mayHaveOneMore } from '#lib/accounts/connections/row';
import { canonicalEmail } from '#lib/accounts/fields';
import { toldOfConnection } from '#lib/accounts/new-account';
import { roleChange } from '#lib/accounts/role-change';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { domainOf } from '#lib/domain';
import type { Identity } from '#lib/providers/answer';
import { isStillRequired } from '#lib/providers/domains';

/**
 * Connects somebody unknown with the account that has their address, where their company has its people sign in by this provider
 * alone: no other proof of theirs would be taken. Whoever may write into the DNS of a domain can have its mail, too, so the
 * company proves no more by its word than it could by a mailed code; the second factor of the account is asked for after it.
 * False where there is no such account that is open, and where this provider has named somebody else for it before: an address
 * may have been given to a new person.
 */
export async function connectColleague(identity: Identity): Promise<boolean> {
  const { company, provider } = identity;
  const email = company?.isRequired ? canonicalEmail(identity.email) : null;
  if (!company || !email) return false;
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!user) return false;
  const row = connectionRow(user.id, identity);
  const isStillSo = and(
    mayHaveOneMore(user.id),
    isStillRequired(company.domain, provider),
    hasNoneBy(user.id, identity.issuer),
    hasAddress(user.id, email),
  );
  return await transaction(
    insertConnection(row, isStillSo),
    await toldOfConnection(user.id, email, row.id),
  );
}

/** Nobody has been named for this account by this issuer, under whatever name it was added here. */
const hasNoneBy = (userId: string, issuer: string) =>
  notExists(
    db()
      .select({ one: sql`1` })
      .from(connections)
      .where(and(eq(connections.userId, userId), eq(connections.issuer, issuer))),
  );

const hasAddress = (userId: string, email: string) =>
  sql`${email} = ${db().select({ email: users.email }).from(users).where(eq(users.id, userId))}`;

/**
 * Gives somebody of a company the role that its provider says, where the operator has mapped any: before they come in, so that
 * what is asked of them is what is asked of that role. Nothing happens to the last administrator, and to an account whose own
 * address is not of the company.
 */
export async function followRole(
  user: { id: string; email: string; role: string },
  { company }: Identity,
) {
  const role = company?.role;
  if (!company || !role || user.role === role || domainOf(user.email) !== company.domain) return;
  await transaction(await roleChange(user, role, { by: 'system' }));
}
