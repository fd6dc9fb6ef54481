'use server';

import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { codeRequestAnswer } from '#forms/answers/codes';
import { leadToCompany } from '#forms/company';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { Email } from '#lib/accounts/fields';
import { startReset } from '#lib/accounts/reset-password';
import { offers } from '#lib/accounts/ways/offered';
import { safeNext } from '#lib/request/next-path';
import { knownBrowser } from '#lib/session/browser';
import { codeRequestOf, writeFlow } from '#lib/session/flow';

const ForgotPasswordForm = z.object({
  email: Email,
  next: z.string().transform(safeNext),
  form: z.string(),
});

export async function forgotPasswordAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  if (!offers('password')) notFound();
  const offer = await leadToCompany(formData);
  const form = await parseForm(ForgotPasswordForm, formData, { keep: ['email'], offer });
  if (!form.ok) return form.state;

  const { email, ...asking } = form.data;
  const asked = await codeRequestOf('reset', asking);
  const outcome = await startReset(email, await knownBrowser(email), asked);
  if (!outcome.ok) return form.refuse(codeRequestAnswer(outcome));

  await writeFlow('reset', outcome.value);
  redirect('/reset-password');
}
