import 'server-only';
import { confirmAnswer } from '#forms/messages';
import type { FormState, Problem } from '#forms/problem';
import { confirm } from '#lib/accounts/confirm';
import { knownBrowser } from '#lib/session/browser';
import { writeTicket } from '#lib/session/cookie';
import { isRecent } from '#lib/session/recent';
import { renewOnce } from '#lib/session/renew-once';
import type { Viewer } from '#lib/session/store';

type Refuse = (
  refusal: Problem & { status?: number; retryAfter?: number | undefined },
) => FormState;

/**
 * For an action whose page was opened with a fresh proof that is older than ten minutes by now: takes the
 * password out of the same form, and when it is not there or not right gives the form back with what was
 * typed and a field for it. Null: go on.
 */
export async function proveAgain(
  viewer: Viewer,
  { password, formData }: { password: string; formData: FormData },
  refuse: Refuse,
): Promise<FormState | null> {
  if (isRecent(viewer)) return null;
  const asking = (state: FormState): FormState => ({ ...state, asksPassword: true });
  if (!password) {
    return asking(
      refuse({ field: 'password', text: 'Type your password to go on: it has been a while.' }),
    );
  }
  const browser = await knownBrowser(viewer.user.email);
  const outcome = await renewOnce(formData, () => confirm(viewer, { password, browser }));
  if (!outcome.ok) return asking(refuse(confirmAnswer(outcome)));
  await writeTicket(outcome.value, viewer.session);
  return null;
}
