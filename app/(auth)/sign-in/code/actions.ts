'use server';

import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { codeRequestAnswer } from '#forms/answers/codes';
import { leadToCompany } from '#forms/company';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { Email } from '#lib/accounts/fields';
import { startSignIn } from '#lib/accounts/sign-in-by-code';
import { offers } from '#lib/accounts/ways/offered';
import { safeNext } from '#lib/request/next-path';
import { knownBrowser } from '#lib/session/browser';
import { codeRequestOf, writeFlow } from '#lib/session/flow';

const CodeForm = z.object({
  email: Email,
  remember: z.string().transform((value) => value === 'on'),
  next: z.string().transform(safeNext),
  form: z.string(),
});

export async function mailCodeAction(_previous: FormState, formData: FormData): Promise<FormState> {
  if (!offers('code')) notFound();
  const offer = await leadToCompany(formData);
  const form = await parseForm(CodeForm, formData, { keep: ['email', 'remember'], offer });
  if (!form.ok) return form.state;

  const { email, remember: isPersistent, ...asking } = form.data;
  const asked = await codeRequestOf('sign-in', asking);
  const browser = await knownBrowser(email);
  const outcome = await startSignIn({ email, isPersistent, browser }, asked);
  if (!outcome.ok) return form.refuse(codeRequestAnswer(outcome));

  await writeFlow('sign-in', outcome.value);
  redirect('/sign-in/code/verify');
}
