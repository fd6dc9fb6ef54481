import 'server-only';
import { and, eq, exists, type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { connections } from '#drizzle/schema/connections';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { insertWhere } from '#lib/db/insert-where';
import { expectRow, type Write } from '#lib/db/transaction';
import { domainOf } from '#lib/domain';
import type { ByProvider } from '#lib/factors/authentication';
import type { Identity } from '#lib/providers/answer';
import { currentClient } from '#lib/request/client';
import { whereEnabled } from '#lib/session/account-state';

/** More than anybody has. */
export const CONNECTIONS_PER_USER = 25;

type ConnectionRow = typeof connections.$inferInsert;

/** The row by which somebody signs in with this account elsewhere from now on. */
export function connectionRow(userId: string, identity: Identity): ConnectionRow {
  const { issuer, subject } = identity;
  const now = new Date();
  const id = uuid();
  return { id, userId, issuer, subject, createdAt: now, ...usedNow(identity, now) };
}

/** What is noted of an account elsewhere each time it is used. */
export const usedNow = ({ provider, label, email, amr, acr }: Identity, now = new Date()) => ({
  provider,
  label,
  email,
  amr,
  acr,
  lastUsedAt: now,
  ...currentClient(),
});

/**
 * The write of a connection, which must come about: an account elsewhere belongs to one account here, for ever, until it is
 * removed there.
 */
export const insertConnection = (row: ConnectionRow, when: SQL = sql`1 = 1`): Write =>
  expectRow((tx) => insertWhere(connections, row, when)(tx).onConflictDoNothing());

/** True while this account is open and may have one more. */
export function mayHaveOneMore(userId: string): SQL {
  const owner = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), whereEnabled()));
  const own = db()
    .select({ count: sql`count(*)` })
    .from(connections)
    .where(eq(connections.userId, userId));
  return sql`${exists(owner)} and (${own}) < ${CONNECTIONS_PER_USER}`;
}

/** True for the connection to this account elsewhere. Nothing else is ever asked: no address, no name. */
export const isConnectionOf = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>) =>
  and(eq(connections.issuer, issuer), eq(connections.subject, subject));

/**
 * Whether the provider answers for this address as the company of its domain would: it has no other people, or has said that
 * they are of that very company.
 */
export const answersFor = ({ company, isOfOneCompany }: Identity, email: string): boolean =>
  isOfOneCompany || company?.domain === domainOf(email);

/** What a session of the account with this address is told of the provider that begins it: of one that answers for it. */
export const byProvider = (identity: Identity, email: string): ByProvider | null =>
  answersFor(identity, email) ? { name: identity.provider, session: identity.session } : null;
