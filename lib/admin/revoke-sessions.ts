import 'server-only';
import { and, count, eq } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { type Admin, actorOf, guardAccount, permitted } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { endSession, endSessions, forgetBrowsers } from '#lib/session/end';

/** Signs a person out everywhere, at once. The value is how many sessions there were. */
export async function revokeSessionsOf(
  by: Admin,
  userId: string,
): Promise<Result<number, 'no_such_user'>> {
  if (!(await findAccount(by, 'session:end', userId))) return fail('no_such_user');
  const which = permitted(by, 'session:end', sessions.userId);
  const ofUser = and(eq(sessions.userId, userId), which);
  const [alive] = await db().select({ count: count() }).from(sessions).where(ofUser);
  const isDone = await transaction(
    guardAccount(by, 'session:end', userId),
    endSessions({ of: userId, which, by: actorOf(by), why: 'revoked' }),
    forgetBrowsers(userId),
  );
  return isDone ? ok(alive?.count ?? 0) : fail('no_such_user');
}

/** Ends one session of a person. The value is false when it has ended already or is somebody else’s. */
export async function revokeSessionOf(
  by: Admin,
  userId: string,
  id: string,
): Promise<Result<boolean, 'no_such_user'>> {
  if (!(await findAccount(by, 'session:end', userId))) return fail('no_such_user');
  const which = permitted(by, 'session:end', sessions.userId);
  const ending = endSession({ of: userId, id, which, by: actorOf(by), why: 'revoked' });
  return ok(await transaction(expectRow(ending)));
}
