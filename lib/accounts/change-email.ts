import 'server-only';
import { and, eq, notExists } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { addressTakenMail, changeEmailCodeMail, emailChangedMail } from '#lib/accounts/mails';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { waitForCode } from '#lib/codes/code-budget';
import type { CodeRequest } from '#lib/codes/code-request';
import { endCodes } from '#lib/codes/end';
import { codeByNetwork, mailByNetwork } from '#lib/codes/limits';
import { type Begun, mailCode, type ResendFailure, remailCode } from '#lib/codes/mail-code';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { networkKey } from '#lib/limits/network';
import { take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { mayMove, requiredDomain } from '#lib/providers/domains';
import { fail, ok, type Result } from '#lib/result';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

type Flow = { codeId: string; secret: string; email: string };

export type StartChangeFailure = 'same_email' | 'company_address' | 'too_many_attempts';
export type ChangeEmailFailure = CodeFailure | 'too_many_attempts';

/**
 * Begins a change of address: mails a code to the new one. An address that another account has looks the
 * same and takes the same time; only its owner learns, by mail, that somebody asked. Nobody moves into a domain whose people
 * sign in by one provider alone, nor out of it: that would be a way around it.
 */
export async function startChangeEmail(
  viewer: Viewer,
  email: string,
  asked?: CodeRequest,
): Promise<Result<Begun, StartChangeFailure>> {
  if (email === viewer.user.email) return fail('same_email');
  const [from, to] = await Promise.all([viewer.user.email, email].map(requiredDomain));
  if (from?.domain !== to?.domain) return fail('company_address');
  const retryAfter = await waitForCode({ purpose: 'change-email', email, browser: null });
  if (retryAfter > 0) return fail('too_many_attempts', { retryAfter });
  const throttled = await take([[mailByNetwork, networkKey()]]);
  if (throttled) return fail('too_many_attempts', throttled);
  return ok(await mailCode(await codeFor(email), { userId: viewer.user.id }, asked));
}

/** Mails another code for a change under way; the one before no longer works. */
export async function resendChangeCode(flow: Flow): Promise<Result<null, ResendFailure>> {
  return remailCode(flow, await codeFor(flow.email));
}

/**
 * Makes the proven address the viewer's: this session goes on under a new secret, codes that wait for the
 * old address die, and the old address is told. What was shared with the new one becomes theirs. Refused when the flow is another person's, or when the
 * address was taken meanwhile. Exactly the address that the code was mailed to, never another.
 */
export async function completeChangeEmail(
  viewer: Viewer,
  flow: Flow,
  typed: string,
): Promise<Result<Ticket, ChangeEmailFailure>> {
  const throttled = await take([[codeByNetwork, networkKey()]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('change-email', flow.codeId, flow.secret, typed);
  if (!proof.ok) return proof;
  const { email, payload, redeem } = proof.value;
  const { id: userId, email: old } = viewer.user;
  if (payload['userId'] !== userId) return fail('code_expired');
  const renewed = renewSession(viewer);
  const notice = await post(old, emailChangedMail());
  const taken = db().select({ id: users.id }).from(users).where(eq(users.email, email));
  const isFree = and(notExists(taken), mayMove(old, email));
  const isStillSo = and(eq(users.id, userId), eq(users.email, old), isFree);
  const isDone = await transaction(
    redeem,
    expectRow((tx) => tx.update(users).set({ email }).where(isStillSo)),
    claimMailbox(userId, email),
    endCodes(old),
    record({ type: 'user_updated', userId, detail: 'email' }),
    renewed.write,
    notice,
  );
  return isDone ? ok(renewed.ticket) : fail('code_expired');
}

async function codeFor(email: string) {
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  const isRight = user === undefined;
  const mailFor = isRight ? changeEmailCodeMail : addressTakenMail;
  return { purpose: 'change-email' as const, email, browser: null, isRight, mailFor };
}
