'use server';

import { z } from 'zod';
import { signInAnswer } from '#forms/answers/accounts';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { Email, TypedPassword } from '#lib/accounts/rules';
import { signIn } from '#lib/accounts/sign-in';
import { noticedZone } from '#lib/accounts/zones';
import { safeNext } from '#lib/request/next-path';
import { beginOnce } from '#lib/session/begin-once';
import { knownBrowser } from '#lib/session/browser';
import { readTicket } from '#lib/session/cookie';

const SignInForm = z.object({
  email: Email,
  password: TypedPassword,
  remember: z.string().transform((value) => value === 'on'),
  next: z.string().transform(safeNext),
  zone: z.string().transform(noticedZone),
});

export async function signInAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const form = await parseForm(SignInForm, formData, { keep: ['email', 'remember'] });
  if (!form.ok) return form.state;
  const { email, password, remember: isPersistent, next, zone } = form.data;

  const [previous, browser] = await Promise.all([readTicket(), knownBrowser(email)]);
  const typed = { email, password, isPersistent, previous, browser, timeZone: zone, next };
  const outcome = await beginOnce(formData, () => signIn(typed));
  if (!outcome.ok) return form.refuse(signInAnswer(outcome));

  return enter(outcome.value, { isPersistent, next });
}
