'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { signUpAnswer } from '#forms/answers/accounts';
import { leadToCompany } from '#forms/company';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { findIdentity } from '#lib/accounts/connections/link';
import { Email, Name } from '#lib/accounts/fields';
import { startSignUp } from '#lib/accounts/sign-up';
import { noticedZone } from '#lib/accounts/zones';
import { knownBrowser } from '#lib/session/browser';
import { readProviderSecret } from '#lib/session/cookie';
import { codeRequestOf, writeFlow } from '#lib/session/flow';

const FinishForm = z.object({
  name: Name,
  email: Email,
  zone: z.string().transform(noticedZone),
  answered: z.string(),
  form: z.string(),
});

/** Mails a code to the address that was typed: an address that a provider only says is proven by nothing else. */
export async function finishAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const form = await parseForm(FinishForm, formData, { keep: ['name', 'email'] });
  if (!form.ok) return form.state;
  const { name, email, zone: timeZone, answered, form: number } = form.data;
  const found = await findIdentity(answered, await readProviderSecret(), null);
  if (!found) return done('/sign-in', 'provider_over', null);

  const { identity, next } = found;
  await leadToCompany(formData, identity);
  const outcome = await startSignUp(
    { name, email, password: null, timeZone, identity },
    await knownBrowser(email),
    await codeRequestOf('sign-up', { form: number, next }),
  );
  if (!outcome.ok) return form.refuse(signUpAnswer(outcome));

  await writeFlow('sign-up', outcome.value);
  redirect('/sign-up/verify');
}
