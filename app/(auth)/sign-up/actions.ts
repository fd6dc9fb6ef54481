'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { signUpAnswer } from '#forms/answers/accounts';
import { leadToCompany } from '#forms/company';
import { parseForm, readField } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { Email, Name, NewPassword } from '#lib/accounts/fields';
import { startSignUp } from '#lib/accounts/sign-up';
import { asksForPassword, offers } from '#lib/accounts/ways/offered';
import { noticedZone } from '#lib/accounts/zones';
import { safeNext } from '#lib/request/next-path';
import { knownBrowser } from '#lib/session/browser';
import { codeRequestOf, writeFlow } from '#lib/session/flow';

/** Without a password the first thing to do is to add a passkey. */
const toPasskeys = () => '/settings/passkeys';

const signUpForm = (asksPassword: boolean) =>
  z.object({
    name: Name,
    email: Email,
    password: asksPassword ? NewPassword : z.string().transform(() => null),
    next: z.string().transform(asksPassword || !offers('passkey') ? safeNext : toPasskeys),
    zone: z.string().transform(noticedZone),
    form: z.string(),
  });

export async function signUpAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const offer = await leadToCompany(formData);
  const rules = signUpForm(asksForPassword(readField(formData, 'by')));
  const form = await parseForm(rules, formData, { keep: ['name', 'email'], offer });
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
