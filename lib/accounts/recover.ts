import 'server-only';
import { and, eq, exists } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { recoveries } from '#drizzle/schema/recoveries';
import { users } from '#drizzle/schema/users';
import { findActive } from '#lib/accounts/find-active';
import { noAccountMail } from '#lib/accounts/mails';
import { findRecovery, isOpenFor } from '#lib/accounts/recovery';
import { recoverCodeMail, recoveredMail } from '#lib/accounts/recovery-mails';
import { record } from '#lib/audit/record';
import { type CodeRequestFailure, takeCodeRequest } from '#lib/codes/code-budget';
import type { CodeRequest } from '#lib/codes/code-request';
import { endCodes } from '#lib/codes/end';
import { codeByNetwork } from '#lib/codes/limits';
import { type Begun, mailCode, type ResendFailure, remailCode } from '#lib/codes/mail-code';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import { db } from '#lib/db/client';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import { settleDue } from '#lib/factors/second-factor-due';
import { networkKey } from '#lib/limits/network';
import { take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';
import { endSessions, forgetBrowsers } from '#lib/session/end';
import { stopRecovery } from '#lib/session/recovery';
import type { Viewer } from '#lib/session/store';

type Flow = { codeId: string; secret: string; email: string };

export type RecoverFailure = CodeFailure | 'no_recovery' | 'recovery_waits';

/**
 * Mails a code to a person who wants to go on with the recovery of their account, or to stop it. The same for every
 * address, time included; only the mail differs. It begins no recovery: see admin/start-recovery.
 */
export async function startRecover(
  email: string,
  browser: string | null = null,
  asked?: CodeRequest,
): Promise<Result<Begun, CodeRequestFailure>> {
  const taken = await takeCodeRequest({ purpose: 'recover', email, browser });
  if (!taken.ok) return taken;
  const user = await findActive(email);
  return ok(await mailCode(codeFor(email, browser, user !== null), { userId: user?.id }, asked));
}

/** Mails another code for it; the one before no longer works. */
export async function resendRecoverCode(
  flow: Flow,
  browser: string | null = null,
): Promise<Result<null, ResendFailure>> {
  const user = await findActive(flow.email);
  return remailCode(flow, codeFor(flow.email, browser, user !== null));
}

/**
 * Goes on with a recovery, or stops it, for the person who typed the mailed code in the flow that asked for it. Only
 * once the waiting time is over everything that the account signs in with goes: passwords, passkeys, apps, recovery
 * codes, accounts elsewhere, trusted browsers, and with them every session. All or nothing; its owner sets a new password then, or signs in
 * by a mailed code. Refused without using the code up: where no recovery is under way, and before its time
 * (`retryAfter`, seconds).
 */
export async function completeRecover(
  flow: Flow,
  { code, wish, browser }: { code: string; wish: 'recover' | 'stop'; browser: string | null },
): Promise<Result<'recovered' | 'stopped', RecoverFailure>> {
  const throttled = await take([[codeByNetwork, networkKey(browser)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('recover', flow.codeId, flow.secret, code, browser);
  if (!proof.ok) return proof;
  const { email, payload, redeem, giveBack } = proof.value;
  const userId = String(payload['userId']);
  const recovery = await findRecovery(userId);
  if (recovery && wish === 'stop') {
    const isDone = await transaction(redeem, expectRow(stopRecovery(userId)));
    return isDone ? ok('stopped') : fail('no_recovery');
  }
  if (!recovery?.isOpen) {
    await transaction(giveBack);
    if (!recovery) return fail('no_recovery');
    const wait = recovery.opensAt.getTime() - Date.now();
    return fail('recovery_waits', { retryAfter: Math.ceil(wait / 1000) });
  }
  const notice = await post(email, recoveredMail());
  const due = await dutyOf(userId);
  const isDone = await transaction(redeem, takeEverything(userId, email), due, notice);
  return isDone ? ok('recovered') : fail('code_expired');
}

/** The write after which staff are led to a new second factor at once. */
async function dutyOf(userId: string): Promise<Write> {
  const [owner] = await db()
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(eq(users.id, userId));
  return owner && settleDue(owner);
}

/** Stops the recovery of the viewer’s own account: a person with a session has lost nothing. False when there is none. */
export const stopOwnRecovery = ({ user }: Viewer): Promise<boolean> =>
  transaction(expectRow(stopRecovery(user.id)));

/** The writes after which nothing but the mailbox opens an account, while its recovery is open: that decides. */
function takeEverything(userId: string, email: string): Write {
  const owner = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.email, email), whereEnabled()));
  return [
    expectRow((tx) => tx.delete(recoveries).where(and(isOpenFor(userId), exists(owner)))),
    (tx) => tx.delete(credentials).where(eq(credentials.userId, userId)),
    (tx) => tx.delete(connections).where(eq(connections.userId, userId)),
    (tx) => tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId)),
    endCodes(email),
    endSessions({ of: userId, why: 'recovered' }),
    forgetBrowsers(userId),
    record({ type: 'user_recovered', userId }),
  ];
}

const codeFor = (email: string, browser: string | null, isRight: boolean) => ({
  purpose: 'recover' as const,
  email,
  browser,
  isRight,
  mailFor: isRight ? recoverCodeMail : () => noAccountMail('recover'),
});
