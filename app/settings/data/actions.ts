'use server';

import { z } from 'zod';
import { accountAnswer } from '#forms/answers/admin';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { Email } from '#lib/accounts/fields';
import { deleteOwnAccount } from '#lib/assembly/delete-account';
import { setResponse } from '#lib/request/context';
import { fail } from '#lib/result';
import { clearTicket } from '#lib/session/cookie';
import { turnBackFromElsewhere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { say } from '#texts/say';

const DeleteForm = z.object({ email: Email });

export async function deleteAccountAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:delete', formData);
  const form = await parseForm(DeleteForm, formData, { keep: ['email'] });
  if (!form.ok) return form.state;
  if (form.data.email !== viewer.user.email) {
    return form.refuse({ field: 'email', text: say('answers.notYourAddress') });
  }
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const outcome = await deleteOwnAccount(viewer);
  if (!outcome.ok && outcome.reason === 'last_administrator')
    return form.refuse(accountAnswer(fail(outcome.reason)));
  if (!outcome.ok && outcome.reason === 'not_here') return turnBackFromElsewhere();
  await clearTicket();
  // As when signing out: nothing of the account stays in this browser.
  setResponse({ headers: { 'Clear-Site-Data': '"cache", "storage"' } });
  return done('/', 'account-deleted', null);
}
