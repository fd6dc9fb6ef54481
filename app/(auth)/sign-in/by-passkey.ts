import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { passkeyAnswer } from '#forms/answers/factors';
import { companyPath } from '#forms/company';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import { readPasskey } from '#forms/passkey';
import type { FormState } from '#forms/problem';
import { signInWithPasskey } from '#lib/accounts/sign-in-with-passkey';
import { offers } from '#lib/accounts/ways/offered';
import { noticedZone } from '#lib/accounts/zones';
import { safeNext } from '#lib/request/next-path';
import { beginOnce } from '#lib/session/begin-once';
import { knownBrowser } from '#lib/session/browser';
import { readTicket } from '#lib/session/cookie';

/** Nothing is typed for it; what stands in the field of the address comes back if it is refused. */
const PasskeyForm = z.object({
  email: z.string(),
  remember: z.string().transform((value) => value === 'on'),
  next: z.string().transform(safeNext),
  zone: z.string().transform(noticedZone),
});

/** Signs in with the passkey that answered, whatever was typed. */
export async function signInByPasskey(formData: FormData): Promise<FormState> {
  if (!offers('passkey')) notFound();
  const form = await parseForm(PasskeyForm, formData, { keep: ['email', 'remember'] });
  if (!form.ok) return form.state;
  const { remember: isPersistent, zone: timeZone, next } = form.data;

  const [proof, previous] = await Promise.all([readPasskey(formData), readTicket()]);
  const input = { proof, isPersistent, previous, timeZone, next, browserOf: knownBrowser };
  const outcome = await beginOnce(formData, () => signInWithPasskey(input));
  if (outcome.ok) return enter(outcome.value, { isPersistent, next });
  const { reason, because } = outcome;
  if (reason === 'company_sign_in') redirect(companyPath(String(because), next));
  const state = form.refuse(passkeyAnswer({ ...outcome, reason }));
  return reason === 'unknown_passkey' ? { ...state, isUnknownPasskey: true } : state;
}
