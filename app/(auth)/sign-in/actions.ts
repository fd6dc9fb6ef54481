'use server';

import { notFound } from 'next/navigation';
import { z } from 'zod';
import { signInAnswer, wayAnswer } from '#forms/answers/accounts';
import { leadToCompany } from '#forms/company';
import { enter } from '#forms/enter';
import { parseForm, readField } from '#forms/form-state';
import { hasPasskey } from '#forms/passkey';
import type { FormState } from '#forms/problem';
import { Email, TypedFactor, TypedPassword } from '#lib/accounts/fields';
import { signIn } from '#lib/accounts/sign-in';
import { wayOf } from '#lib/accounts/ways/list';
import { passwordWay } from '#lib/accounts/ways/password';
import { noticedZone } from '#lib/accounts/zones';
import { safeNext } from '#lib/request/next-path';
import { beginOnce } from '#lib/session/begin-once';
import { knownBrowser } from '#lib/session/browser';
import { readTicket, readTrust } from '#lib/session/cookie';
import { signInByPasskey } from './by-passkey';
import { mailCodeAction } from './code/actions';

const signInForm = (asks: string[]) =>
  z.object({
    email: Email,
    password: asks.includes('password') ? TypedPassword : z.string(),
    factor: asks.includes('factor') ? TypedFactor : z.string(),
    remember: z.string().transform((value) => value === 'on'),
    next: z.string().transform(safeNext),
    zone: z.string().transform(noticedZone),
  });

export async function signInAction(previous: FormState, formData: FormData): Promise<FormState> {
  if (hasPasskey(formData)) return signInByPasskey(formData);
  const offer = await leadToCompany(formData);
  if (readField(formData, 'instead') === 'code') return mailCodeAction(previous, formData);
  const way = wayOf(readField(formData, 'by')) ?? notFound();
  const rules = signInForm(way.fields.map(({ name }) => name));
  const form = await parseForm(rules, formData, { keep: ['email', 'remember'], offer });
  if (!form.ok) return form.state;
  const { remember: isPersistent, zone: timeZone, ...typed } = form.data;

  const [ticket, browser, trusted] = await Promise.all([
    readTicket(),
    knownBrowser(typed.email),
    readTrust(),
  ]);
  const arriving = { previous: ticket, browser, trusted, timeZone };
  const input = { ...typed, ...arriving, by: way.kind, isPersistent };
  const outcome = await beginOnce(formData, () => signIn(input));
  if (!outcome.ok)
    return form.refuse(way === passwordWay ? signInAnswer(outcome) : wayAnswer(outcome));

  return enter(outcome.value, { isPersistent, next: typed.next });
}
