import 'server-only';
import type { CodePurpose } from '#lib/codes/issue';
import {
  mailByRecipient,
  mailByRecipientDaily,
  mailReserve,
  mailReserveDaily,
} from '#lib/codes/limits';
import { siteKey } from '#lib/limits/network';
import { type Limit, take, waitFor } from '#lib/limits/take';

/** Who asks for a code to be mailed where. `browser` names one that signed in to that account before. */
export type MailRequest = { purpose: CodePurpose; email: string; browser: string | null };

/**
 * How long one waits at most before the reserve opens. Seconds. A person who cannot sign in without the code waits
 * for no more than the minute between two mails.
 */
const PATIENCE: Record<CodePurpose, number> = {
  reset: 60,
  recover: 60,
  'sign-in': 60,
  confirm: 60,
  'sign-up': 3600,
  'change-email': 3600,
};

/**
 * Counts a mail to a mailbox: null, or when one may go out (seconds); then nothing was counted. A reset, a sign-in and
 * a proof of the mailbox have budgets of their own, and so has each browser that is known there: strangers spend
 * none of it. When strangers have spent theirs, each network (of IPv6 a /48) still has two a day, an hour apart.
 */
export async function takeMail(asking: MailRequest, also: Limit[] = []) {
  const throttled = await take([...budgetOf(asking), ...also]);
  if (!throttled || throttled.retryAfter <= PATIENCE[asking.purpose]) return throttled;
  const without = await take([...reserveOf(asking), ...also]);
  return without && { retryAfter: Math.min(throttled.retryAfter, without.retryAfter) };
}

/** Seconds until `takeMail` would count one more; 0 when it would now. Counts nothing. */
export async function waitForMail(asking: MailRequest): Promise<number> {
  const wait = await waitFor(budgetOf(asking));
  if (wait <= PATIENCE[asking.purpose]) return wait;
  return Math.min(wait, await waitFor(reserveOf(asking)));
}

function budgetOf({ purpose, email, browser }: MailRequest): Limit[] {
  const mailbox = browser ? `${mailboxOf(email)} ${browser}` : mailboxOf(email);
  return [
    [mailByRecipient, `${purpose} ${mailbox}`],
    [mailByRecipientDaily, `${kindOf(purpose)} ${mailbox}`],
  ];
}

function reserveOf({ purpose, email }: MailRequest): Limit[] {
  const mailbox = `${kindOf(purpose)} ${mailboxOf(email)}`;
  return [
    [mailReserve, `${mailbox} ${siteKey()}`],
    [mailReserveDaily, mailbox],
  ];
}

/** A reset and a sign-in are apart from what only proves a mailbox. */
const kindOf = (purpose: CodePurpose) =>
  purpose === 'reset' || purpose === 'sign-in' ? purpose : 'mailbox';

/**
 * The mailbox that addresses lead to at providers that ignore dots and what follows a plus sign. Only for
 * counting: where two people share a count by this, anybody could have spent it by their address as well.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const [local = ''] = email.slice(0, at).split('+');
  return local.replaceAll('.', '') + email.slice(at);
}
