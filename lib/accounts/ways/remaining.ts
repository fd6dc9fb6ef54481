import 'server-only';
import { and, eq, exists, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { offers } from '#lib/accounts/ways/offered';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';

const other = aliasOf(credentials, 'other');

/** The credentials of this person that were shown to work. */
const isTheirs = (userId: string) => and(eq(other.userId, userId), isNotNull(other.confirmedAt));

/**
 * True while this person can sign in by another credential than this passkey: part of the statement that removes it. Only
 * what the operator offers counts, and of the mailbox nothing: a passkey is not given up for less. Where passkeys are not
 * offered it is no way in, and may go.
 */
export function hasAnotherWay(userId: string, id: string) {
  if (!offers('passkey')) return undefined;
  const kinds = (['password', 'passkey'] as const).filter(offers);
  const isWayIn = and(isTheirs(userId), ne(other.id, id), inArray(other.kind, kinds));
  return exists(db().select({ id: other.id }).from(other).where(isWayIn));
}

/**
 * True while this person would have two ways in left without their password, of those that are offered: part of the
 * statement that removes it. One passkey alone is lost with one phone.
 */
export function hasTwoWaysBeside(userId: string) {
  if (!offers('passkey')) return sql`false`;
  const isPasskey = and(isTheirs(userId), eq(other.kind, 'passkey'));
  const passkeys = db().select({ count: sql`count(*)` }).from(other).where(isPasskey);
  return sql`(${passkeys}) >= ${offers('code') ? 1 : 2}`;
}
