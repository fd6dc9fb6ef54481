import 'server-only';
import { and, eq, exists, inArray, isNotNull, ne } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';

/** The credentials that somebody can sign in with alone. */
const WAYS_IN = ['password', 'passkey'];

/** True while this person can sign in by something else than this credential: part of the statement that removes it. */
export function hasAnotherWay(userId: string, id: string) {
  const other = aliasOf(credentials, 'other');
  const isWayIn = and(
    eq(other.userId, userId),
    ne(other.id, id),
    inArray(other.kind, WAYS_IN),
    isNotNull(other.confirmedAt),
  );
  return exists(db().select({ id: other.id }).from(other).where(isWayIn));
}
