import 'server-only';
import { and, eq, lte, or } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { isLastAdministrator, leavesAnAdministrator } from '#lib/accounts/last-administrator';
import { roleChangedMail } from '#lib/accounts/mails';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { expectRow, ringing, transaction } from '#lib/db/transaction';
import { dueAt, GRACE_MS } from '#lib/factors/second-factor-due';
import { post } from '#lib/mail/outbox';
import type { Role } from '#lib/permissions/resource';
import { fail, ok, type Result } from '#lib/result';
import { endSessions, endTrust } from '#lib/session/end';
import { STAFF_SESSION, TOUCH_SECONDS } from '#lib/session/lifetimes';

export type ChangeUserRoleFailure = 'no_such_user' | 'last_administrator';

/**
 * Gives an account another role, from its next request on; its sessions go on, and its owner is told by mail. Those of
 * staff have a week to set up a second factor, where they must have one. The value is false when it has that role
 * already. The last administrator who can sign in stays one.
 */
export async function changeUserRole(
  by: Admin,
  userId: string,
  role: Role,
): Promise<Result<boolean, ChangeUserRoleFailure>> {
  const user = await findAccount(by, 'account:change-role', userId);
  if (!user) return fail('no_such_user');
  if (user.role === role) return ok(false);
  const notice = await post(user.email, roleChangedMail(role));
  const isStillSo = and(
    eq(users.id, userId),
    eq(users.role, user.role),
    leavesAnAdministrator(),
    permitted(by, 'account:change-role', users.id),
  );
  const values = { role, secondFactorDueAt: dueAt(role, GRACE_MS) };
  // What had ended by the short lifetimes of staff does not come back to life by the long ones of members.
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  const which = or(
    lte(sessions.lastSeenAt, ago(STAFF_SESSION.idleSeconds + TOUCH_SECONDS)),
    lte(sessions.createdAt, ago(STAFF_SESSION.absoluteSeconds)),
  );
  const isChanged = await transaction(
    // The sessions of staff end sooner.
    expectRow(
      ringing((tx) => tx.update(users).set(values).where(isStillSo).returning({ id: users.id })),
    ),
    // No browser is trusted by staff.
    role !== 'member' && endTrust(userId),
    role === 'member' && endSessions({ of: userId, which, by: actorOf(by), why: 'over_by_role' }),
    record({
      type: 'privilege_permissions_changed',
      userId,
      actor: actorOf(by),
      detail: detailOf('role_changed', { from: user.role, to: role }),
    }),
    notice,
  );
  if (isChanged) return ok(true);
  return (await isLastAdministrator(userId)) ? fail('last_administrator') : ok(false);
}
