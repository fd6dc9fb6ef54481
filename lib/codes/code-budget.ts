import 'server-only';
import type { CodePurpose } from '#lib/codes/issue';
import {
  codeByMailbox,
  mailByNetwork,
  resetCodeByAccount,
  signInCodeByAccount,
} from '#lib/codes/limits';
import type { MailRequest } from '#lib/codes/mail-budget';
import { networkKey } from '#lib/limits/network';
import { type Limit, take, waitFor } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';

/**
 * Wrong codes in a row for one account or mailbox, whichever codes they were: another code resets no count
 * (NIST 800-63B-4 3.2.2). A known browser has a count of its own, so that strangers cannot close it.
 */
export function codeLimit({ purpose, email, browser }: MailRequest): Limit {
  const key = browser ? `${email} ${browser}` : email;
  return [RULES[purpose], key];
}

const RULES: Record<CodePurpose, Limit[0]> = {
  reset: resetCodeByAccount,
  recover: resetCodeByAccount,
  'sign-in': signInCodeByAccount,
  'sign-up': codeByMailbox,
  confirm: codeByMailbox,
  'change-email': codeByMailbox,
};

/** Whether wrong codes for this close it for good: then waiting does not help. */
export const isClosedForGood = (purpose: CodePurpose) => RULES[purpose] !== codeByMailbox;

/** Seconds until a code would be compared again; 0 when it would now. Ask before one is mailed. */
export const waitForCode = (asking: MailRequest) => waitFor([codeLimit(asking)]);

export type CodeRequestFailure = 'too_many_attempts' | 'codes_used_up';

/**
 * Counts that a code is asked for by whoever reads a mailbox, before anything is looked up. Refused where the network
 * asks too often, and where wrong codes have closed it; the same for every address.
 */
export async function takeCodeRequest(
  asking: MailRequest,
): Promise<Result<null, CodeRequestFailure>> {
  const throttled = await take([[mailByNetwork, networkKey(asking.browser)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  return (await waitForCode(asking)) > 0 ? fail('codes_used_up') : ok(null);
}
