import 'server-only';
import { and, count, eq } from 'drizzle-orm';
import { sessions } from '#drizzle/schema';
import { actorOf, type By, guard, permitted } from '#lib/admin/by';
import { findAccount } from '#lib/admin/find-account';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { endSessions as endAll } from '#lib/session/store';

/** Signs a person out everywhere, at once. The value is how many sessions there were. */
export async function endSessions(by: By, userId: string): Promise<Result<number, 'no_such_user'>> {
  if (!(await findAccount(by, 'session:end', userId))) return fail('no_such_user');
  const mayEnd = permitted(by, 'session:end', sessions.userId);
  const ofUser = and(eq(sessions.userId, userId), mayEnd);
  const [alive] = await db().select({ count: count() }).from(sessions).where(ofUser);
  const isDone = await transaction(
    guard(by, 'session:end', userId),
    endAll(userId, { which: mayEnd, actor: actorOf(by) }),
  );
  return isDone ? ok(alive?.count ?? 0) : fail('no_such_user');
}

/** Ends one session of a person. The value is false when it has ended already or is somebody else’s. */
export async function endSession(
  by: By,
  userId: string,
  sessionId: string,
): Promise<Result<boolean, 'no_such_user'>> {
  if (!(await findAccount(by, 'session:end', userId))) return fail('no_such_user');
  const itself = and(
    eq(sessions.id, sessionId),
    eq(sessions.userId, userId),
    permitted(by, 'session:end', sessions.userId),
  );
  return ok(
    await transaction(
      expectRow((tx) => tx.delete(sessions).where(itself)),
      record({ type: 'session_ended', userId, sessionId, actor: actorOf(by) }),
    ),
  );
}
