import 'server-only';
import { and, eq, exists, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { offers } from '#lib/accounts/ways/offered';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';

/** The credentials that somebody can sign in with alone. */
const WAYS_IN = ['password', 'passkey'];

const other = aliasOf(credentials, 'other');

/** The credentials of this person that were shown to work. */
const isTheirs = (userId: string) => and(eq(other.userId, userId), isNotNull(other.confirmedAt));

/** True while this person can sign in by something else than this credential: part of the statement that removes it. */
export function hasAnotherWay(userId: string, id: string) {
  const isWayIn = and(isTheirs(userId), ne(other.id, id), inArray(other.kind, WAYS_IN));
  return exists(db().select({ id: other.id }).from(other).where(isWayIn));
}

/**
 * True while this person would have two ways in left without their password: part of the statement that removes it. One
 * passkey alone is lost with one phone.
 */
export function hasTwoWaysBeside(userId: string) {
  const isPasskey = and(isTheirs(userId), eq(other.kind, 'passkey'));
  const passkeys = db().select({ count: sql`count(*)` }).from(other).where(isPasskey);
  return sql`(${passkeys}) >= ${offers('code') ? 1 : 2}`;
}
