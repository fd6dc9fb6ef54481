import 'server-only';
import { and, eq, exists, isNotNull, type SQL } from 'drizzle-orm';
import { codes } from '#drizzle/schema/codes';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { isLastAdministrator, leavesAnAdministrator } from '#lib/accounts/last-administrator';
import { accountDeletedMail } from '#lib/accounts/mails';
import { forgetPersonalData } from '#lib/assembly/personal-data';
import { type AuditActor, record } from '#lib/audit/record';
import { endCodes } from '#lib/codes/end';
import { db } from '#lib/db/client';
import { expectRow, ringing, transaction } from '#lib/db/transaction';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import { fail, ok, type Result } from '#lib/result';
import { isHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';
import { tellSites } from '#lib/session/tell-sites';

export type DeleteFailure = 'no_such_user' | 'last_administrator';

/**
 * Deletes an account at once: the row, and with it every session, used code and kept mail, what every feature
 * holds of theirs and every share with them; the sites that they signed in to are told. What stays is the log of what happened, which names the account
 * only by its id, and for a day what somebody has begun with the address: it opens nothing, and looks as it would if
 * nobody had had an account. The address is free again and gets a clean account. A notice is mailed. The last
 * administrator who can sign in stays, no matter who asks. `isPermitted` is what anybody else has to be allowed.
 */
export async function deleteAccount(
  user: { id: string; email: string; language?: string; timeZone?: string },
  actor: AuditActor = 'user',
  isPermitted?: SQL,
): Promise<Result<null, DeleteFailure>> {
  const isTheirs = actor === 'user';
  const mail = () => accountDeletedMail(isTheirs);
  const notice = await post(
    user.email,
    isTheirs ? mail() : forReader({ language: '', ...user }, mail),
  );
  const isDone = await transaction(
    (tx) => tx.delete(codes).where(and(eq(codes.email, user.email), isNotNull(codes.redeemedAt))),
    endCodes(user.email),
    (tx) => tx.delete(outbox).where(eq(outbox.recipient, user.email)),
    tellSites(eq(sessions.userId, user.id)),
    expectRow(
      ringing((tx) =>
        tx
          .delete(users)
          .where(and(eq(users.id, user.id), leavesAnAdministrator(), isPermitted))
          .returning({ id: users.id }),
      ),
    ),
    forgetPersonalData(user),
    record({ type: 'user_deleted', userId: user.id, actor }),
    notice,
  );
  if (isDone) return ok(null);
  return fail((await isLastAdministrator(user.id)) ? 'last_administrator' : 'no_such_user');
}

/**
 * Deletes the viewer's own account, while they are signed in by the session that they asked by. Otherwise 'not_here', as long as
 * the account is there; 'no_such_user' only where somebody else has deleted it.
 */
export async function deleteOwnAccount(
  viewer: Viewer,
): Promise<Result<null, DeleteFailure | 'not_here'>> {
  const here = db().select({ id: sessions.id }).from(sessions).where(isHere(viewer));
  const outcome = await deleteAccount(viewer.user, 'user', exists(here));
  if (outcome.ok || outcome.reason !== 'no_such_user') return outcome;
  const isThere = (await db().$count(users, eq(users.id, viewer.user.id))) > 0;
  return isThere ? fail('not_here') : outcome;
}
