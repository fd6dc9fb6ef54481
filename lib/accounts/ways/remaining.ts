import 'server-only';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { offers } from '#lib/accounts/ways/offered';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';

/**
 * True while this person would have two ways in left without their password: part of the statement that removes it. One
 * passkey alone is lost with one phone.
 */
export function hasTwoWaysBeside(userId: string) {
  const other = aliasOf(credentials, 'other');
  const isPasskey = and(
    eq(other.userId, userId),
    eq(other.kind, 'passkey'),
    isNotNull(other.confirmedAt),
  );
  const passkeys = db().select({ count: sql`count(*)` }).from(other).where(isPasskey);
  return sql`(${passkeys}) >= ${offers('code') ? 1 : 2}`;
}
