import 'server-only';
import { and, count, eq, isNotNull, max } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { db } from '#lib/db/client';
import { countCodes, FEW_CODES } from '#lib/factors/recovery-codes/rows';
import { factorsOf } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';

/** What somebody has of one kind: how many, since when the newest, and when one was used last. */
export type HeldKind = { count: number; addedAt: Date | null; usedAt: Date | null };

/** How safe the viewer's account is: what they sign in with, as it is now; nothing of what is secret about it. */
export async function securityOf({ user }: Viewer) {
  const [held, codesLeft, factors] = await Promise.all([
    heldBy(user.id),
    countCodes(user.id),
    factorsOf(user.id),
  ]);
  const isFew = codesLeft <= FEW_CODES && factors.length > 0;
  return {
    password: held.get('password'),
    app: held.get('totp'),
    codes: held.get('recovery_code'),
    codesLeft,
    fewCodes: FEW_CODES,
    /** Whether something is asked for after the first proof. */
    hasSecondStep: factors.length > 0,
    /** Whether they would be locked out, or soon be, when they lose their second factor. */
    needsCodes: isFew,
  };
}

async function heldBy(userId: string): Promise<Map<string, HeldKind>> {
  const rows = await db()
    .select({
      kind: credentials.kind,
      count: count(),
      addedAt: max(credentials.createdAt),
      usedAt: max(credentials.lastUsedAt),
    })
    .from(credentials)
    .where(and(eq(credentials.userId, userId), isNotNull(credentials.confirmedAt)))
    .groupBy(credentials.kind)
    .limit(KINDS);
  return new Map(rows.map(({ kind, ...held }) => [kind, held]));
}

/** More than there are. */
const KINDS = 16;
