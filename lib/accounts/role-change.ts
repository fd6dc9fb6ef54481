import 'server-only';
import { and, eq, isNull, lte, or, type SQL } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { leavesAnAdministrator } from '#lib/accounts/last-administrator';
import { roleChangedMail } from '#lib/accounts/mails';
import { detailOf } from '#lib/audit/detail';
import { type AuditActor, record } from '#lib/audit/record';
import { expectRow, ringing, type Write } from '#lib/db/transaction';
import { dueAt, GRACE_MS } from '#lib/factors/second-factor-due';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import type { Role } from '#lib/resource';
import { endSessions, endTrust } from '#lib/session/end';
import { STAFF_SESSION, TOUCH_SECONDS } from '#lib/session/lifetimes';

type Whose = { id: string; email: string; role: string; language?: string; timeZone?: string };
type How = { by: AuditActor; which?: SQL | undefined };

/**
 * The writes that give an account another role, with everything that goes with it: staff have a week to set up a second factor,
 * where they must have one, and no browser is trusted by them; what is over by their short lifetimes stays over; the log and the
 * owner are told. They hold only while the account has the role that it had, while `which` is so of it, and while an
 * administrator is left who can sign in.
 */
export async function roleChange(
  { id, email, role: from, ...reader }: Whose,
  role: Role,
  { by, which }: How,
): Promise<Write> {
  const notice = await post(
    email,
    forReader({ language: '', ...reader }, () => roleChangedMail(role)),
  );
  const isStillSo = and(eq(users.id, id), eq(users.role, from), leavesAnAdministrator(), which);
  const values = { role, secondFactorDueAt: dueAt(role, GRACE_MS) };
  // What had ended by the short lifetimes of staff does not come back to life by the long ones of members.
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  const isOver = and(
    isNull(sessions.tokenName),
    isNull(sessions.begunIn),
    or(
      lte(sessions.lastSeenAt, ago(STAFF_SESSION.idleSeconds + TOUCH_SECONDS)),
      lte(sessions.createdAt, ago(STAFF_SESSION.absoluteSeconds)),
    ),
  );
  return [
    // The sessions of staff end sooner.
    expectRow(
      ringing((tx) => tx.update(users).set(values).where(isStillSo).returning({ id: users.id })),
    ),
    // No browser is trusted by staff.
    role !== 'member' && endTrust(id),
    role === 'member' && endSessions({ of: id, which: isOver, by, why: 'over_by_role' }),
    record({
      type: 'privilege_permissions_changed',
      userId: id,
      actor: by,
      detail: detailOf('role_changed', { from, to: role }),
    }),
    notice,
  ];
}
