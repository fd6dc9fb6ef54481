import 'server-only';
import {
  type AnyColumn,
  and,
  eq,
  exists,
  inArray,
  isNotNull,
  ne,
  type SQL,
  sql,
} from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import type { Write } from '#lib/db/transaction';
import { env } from '#lib/env';
import { FACTORS } from '#lib/factors/list';

/** How long those have who get the duty later: after an upgrade, another setting, another role. */
export const GRACE_MS = 7 * 24 * 3_600_000;

/** Whether those of this role must have a second factor on this site (SECOND_FACTOR). */
export function mustHaveFactor(role: string): boolean {
  const { SECOND_FACTOR } = env();
  return SECOND_FACTOR === 'everyone' || (SECOND_FACTOR === 'staff' && role !== 'member');
}

const kindsOfFactors = () => FACTORS.filter(({ isReserve }) => !isReserve).map(({ kind }) => kind);

/** Whether a credential of this kind is a second factor, so that none is due while an account has one. */
export const isSecondFactor = (kind: string): boolean => kindsOfFactors().includes(kind);

/** True for an account that has a second factor, besides the credential of this id. */
export function hasFactor(userId: AnyColumn | string, besides = ''): SQL {
  const kinds = kindsOfFactors();
  const isOne = and(
    eq(credentials.userId, userId),
    inArray(credentials.kind, kinds),
    isNotNull(credentials.confirmedAt),
    ne(credentials.id, besides),
  );
  return exists(db().select({ id: credentials.id }).from(credentials).where(isOne));
}

/**
 * From when on an account of this role is led to set up a second factor, in so many milliseconds: what
 * `users.second_factor_due_at` is set to. Null for those who need none, and for those who have one; a time that was set
 * before stays.
 */
export const dueAt = (role: string, inMs: number, besides?: string): SQL | null =>
  mustHaveFactor(role)
    ? sql`case when ${hasFactor(users.id, besides)} then null else coalesce(${users.secondFactorDueAt}, ${Date.now() + inMs}) end`
    : null;

/**
 * The write that goes with every second factor that comes or goes: they have a factor now, or must set one up at once.
 * `removed` names one that goes with the same change.
 */
export const settleDue =
  ({ id, role }: { id: string; role: string }, removed?: string): Write =>
  (tx) =>
    tx
      .update(users)
      .set({ secondFactorDueAt: dueAt(role, 0, removed) })
      .where(eq(users.id, id));
