'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { startChangeEmailAnswer } from '#forms/answers/accounts';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { startChangeEmail } from '#lib/accounts/change-email';
import { Email } from '#lib/accounts/fields';
import { codeRequestOf, writeFlow } from '#lib/session/flow';
import { requireSender } from '#lib/session/sender';

const ChangeEmailForm = z.object({ email: Email, form: z.string() });

export async function changeEmailAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(ChangeEmailForm, formData, { keep: ['email'] });
  if (!form.ok) return form.state;
  const { email } = form.data;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const asked = await codeRequestOf('change-email', {
    form: form.data.form,
    next: '/settings/email',
  });
  const outcome = await startChangeEmail(viewer, email, asked);
  if (!outcome.ok) return form.refuse(startChangeEmailAnswer(outcome));

  await writeFlow('change-email', outcome.value);
  redirect('/settings/email/verify');
}
