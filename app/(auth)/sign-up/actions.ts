'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { signUpAnswer } from '#forms/answers/accounts';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { Email, Name, NewPassword } from '#lib/accounts/fields';
import { startSignUp } from '#lib/accounts/sign-up';
import { noticedZone } from '#lib/accounts/zones';
import { safeNext } from '#lib/request/next-path';
import { knownBrowser } from '#lib/session/browser';
import { codeRequestOf, writeFlow } from '#lib/session/flow';

const SignUpForm = z.object({
  name: Name,
  email: Email,
  password: NewPassword,
  next: z.string().transform(safeNext),
  zone: z.string().transform(noticedZone),
  form: z.string(),
});

export async function signUpAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const form = await parseForm(SignUpForm, formData, { keep: ['name', 'email'] });
  if (!form.ok) return form.state;
  const { name, email, password, zone, ...asked } = form.data;

  const outcome = await startSignUp(
    { name, email, password, timeZone: zone },
    await knownBrowser(email),
    await codeRequestOf('sign-up', asked),
  );
  if (!outcome.ok) return form.refuse(signUpAnswer(outcome));

  await writeFlow('sign-up', outcome.value);
  redirect('/sign-up/verify');
}
