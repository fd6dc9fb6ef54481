'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { setPasswordAnswer } from '#forms/answers/accounts';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { NewPassword } from '#lib/accounts/fields';
import { removePassword } from '#lib/accounts/remove-password';
import { setFirstPassword } from '#lib/accounts/set-password';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

const PAGE = '/settings/password';
const SetPasswordForm = z.object({ password: NewPassword });

export async function setPasswordAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(SetPasswordForm, formData);
  if (!form.ok) return form.state;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;
  const outcome = await setFirstPassword(viewer, form.data.password);
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return form.refuse(setPasswordAnswer(outcome));
  return done(PAGE, 'password-set', viewer);
}

export async function removePasswordAction(formData: FormData) {
  const viewer = await requireSender('account:secure', formData);
  if (!(await isFreshlyAuthenticated(viewer))) redirect(`/confirm?next=${PAGE}`);
  const outcome = await removePassword(viewer);
  if (!outcome.ok) await requireStillHere(viewer);
  await done(PAGE, outcome.ok ? 'password-removed' : 'ways-needed', viewer);
}
