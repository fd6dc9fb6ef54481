import 'server-only';
import { confirmCodeMail } from '#lib/accounts/mails';
import { waitForCode } from '#lib/codes/code-budget';
import type { CodeRequest } from '#lib/codes/code-request';
import { codeByNetwork, mailByNetwork } from '#lib/codes/limits';
import { type Begun, mailCode } from '#lib/codes/mail-code';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import type { Write } from '#lib/db/transaction';
import { type AuthMethod, MAILED_CODE } from '#lib/factors/authentication';
import { networkKey } from '#lib/limits/network';
import { take } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';

export type ConfirmFlow = { codeId: string; secret: string };

/**
 * Mails the viewer a code by which they prove once more who they are: for accounts without a password. `browser` is one
 * that is known, else their session: its mails are counted apart.
 */
export async function startConfirm(
  { user, session }: Viewer,
  browser: string | null,
  asked?: CodeRequest,
): Promise<Result<Begun, 'too_many_attempts'>> {
  const asking = { purpose: 'confirm' as const, email: user.email, browser: browser ?? session.id };
  const throttled = await take([[mailByNetwork, networkKey(asking.browser)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const retryAfter = await waitForCode(asking);
  if (retryAfter > 0) return fail('too_many_attempts', { retryAfter });
  const what = { ...asking, isRight: true, mailFor: confirmCodeMail };
  return ok(await mailCode(what, { userId: user.id }, asked));
}

/** Checks the mailed code, in the flow that asked for it. The writes settle it, or give it back where it was not used. */
export async function verifyConfirmCode(
  { user, session }: Viewer,
  flow: ConfirmFlow,
  typed: string,
  browser: string | null,
): Promise<Result<{ amr: readonly AuthMethod[]; settle: Write; unused: Write }, CodeFailure>> {
  const asking = browser ?? session.id;
  const throttled = await take([[codeByNetwork, networkKey(asking)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('confirm', flow.codeId, flow.secret, typed, asking);
  if (!proof.ok) return proof;
  const { payload, redeem, giveBack } = proof.value;
  if (payload['userId'] !== user.id) return fail('code_expired');
  return ok({ amr: MAILED_CODE, settle: redeem, unused: giveBack });
}
