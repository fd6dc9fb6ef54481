import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { credentials } from '#drizzle/schema/credentials';
import { rootNames } from '#lib/crypto/keys';
import { db } from '#lib/db/client';
import type { Tx, Write } from '#lib/db/transaction';
import { handlesOf } from '#lib/factors/recovery-codes/code';

export const RECOVERY_CODE = 'recovery_code';
/** From so few on their owner is asked to make new ones. */
export const FEW_CODES = 3;

/** True for the rows of the codes of this person. */
export const isCodeOf = (userId: string) =>
  and(eq(credentials.kind, RECOVERY_CODE), eq(credentials.userId, userId));

/** How many codes somebody has that still work: in front of those stands the name of a root secret that we have. */
export function countCodes(userId: string): Promise<number> {
  const names = rootNames();
  const name = sql`substr(${credentials.handle}, 1, ${names[0].length})`;
  return db().$count(credentials, and(isCodeOf(userId), inArray(name, names)));
}

/** The write that takes all of them away. */
export const removeCodes =
  (userId: string): Write =>
  (tx) =>
    tx.delete(credentials).where(isCodeOf(userId));

/** The write that gives somebody these, beside those they have. */
export const addCodes = (userId: string, codes: string[]) => (tx: Tx) => {
  const now = new Date();
  return tx.insert(credentials).values(
    codes.map((code) => ({
      id: uuid(),
      userId,
      kind: RECOVERY_CODE,
      handle: handlesOf(userId, code)[0],
      secret: '',
      createdAt: now,
      confirmedAt: now,
    })),
  );
};
