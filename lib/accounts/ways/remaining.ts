import 'server-only';
import { and, eq, exists, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { offers } from '#lib/accounts/ways/offered';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';

const other = aliasOf(credentials, 'other');
const elsewhere = aliasOf(connections, 'elsewhere');

/** The credentials of this person that were shown to work. */
const isTheirs = (userId: string) => and(eq(other.userId, userId), isNotNull(other.confirmedAt));

/** Their accounts elsewhere, at providers that there are. */
const isUsable = (userId: string, providers: string[]) =>
  and(eq(elsewhere.userId, userId), inArray(elsewhere.provider, providers));

/** True while they have a password or a passkey, of those that are offered, besides this one. */
function hasCredential(userId: string, besides: string): SQL {
  const kinds = (['password', 'passkey'] as const).filter(offers);
  const isWayIn = and(isTheirs(userId), ne(other.id, besides), inArray(other.kind, kinds));
  return exists(db().select({ id: other.id }).from(other).where(isWayIn));
}

/** True while they have an account elsewhere besides this one. */
function hasConnection(userId: string, besides: string, providers: string[]): SQL {
  const isWayIn = and(isUsable(userId, providers), ne(elsewhere.id, besides));
  return exists(db().select({ id: elsewhere.id }).from(elsewhere).where(isWayIn));
}

/**
 * True while this person can sign in by another credential than this passkey, or by a provider of these names: part of the
 * statement that removes it. Only what the operator offers counts, and of the mailbox nothing: a passkey is not given up for
 * less. Where passkeys are not offered it is no way in, and may go.
 */
export const hasAnotherWay = (userId: string, id: string, providers: string[]) =>
  offers('passkey')
    ? or(hasCredential(userId, id), hasConnection(userId, id, providers))
    : undefined;

/** The same for one of their accounts elsewhere. */
export const hasAnotherWayThanConnection = (userId: string, id: string, providers: string[]) =>
  or(hasCredential(userId, id), hasConnection(userId, id, providers));

/**
 * True while this person would have two ways in left without their password, of those that are offered: part of the
 * statement that removes it. One passkey alone is lost with one phone, and one account elsewhere with its password.
 */
export function hasTwoWaysBeside(userId: string, providers: string[]) {
  const isPasskey = and(isTheirs(userId), eq(other.kind, 'passkey'));
  const passkeys = db().select({ count: sql`count(*)` }).from(other).where(isPasskey);
  const accounts = db()
    .select({ count: sql`count(*)` })
    .from(elsewhere)
    .where(isUsable(userId, providers));
  const counted = offers('passkey') ? sql`(${passkeys}) + (${accounts})` : sql`(${accounts})`;
  return sql`${counted} >= ${offers('code') ? 1 : 2}`;
}
