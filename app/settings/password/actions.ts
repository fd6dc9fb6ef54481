'use server';

import { z } from 'zod';
import { changePasswordAnswer } from '#forms/answers/accounts';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { changePassword } from '#lib/accounts/change-password';
import { NewPassword, TypedPassword } from '#lib/accounts/fields';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { writeTicket } from '#lib/session/cookie';
import { renewOnce } from '#lib/session/renew-once';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

const ChangePasswordForm = z.object({
  current: TypedPassword,
  password: NewPassword,
  others: z.string(),
});

export async function changePasswordAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(ChangePasswordForm, formData, { keep: ['others'] });
  if (!form.ok) return form.state;
  const { current, password, others } = form.data;

  const browser = await knownBrowser(viewer.user.email);
  const change = { current, password, endOthers: others === 'on', browser };
  const outcome = await renewOnce(formData, () => changePassword(viewer, change));
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return form.refuse(changePasswordAnswer(outcome));

  await writeTicket(outcome.value, viewer.session);
  await rememberBrowser(outcome.value);
  return done('/settings/password', 'password-changed', viewer);
}
