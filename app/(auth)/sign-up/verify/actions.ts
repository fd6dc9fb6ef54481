'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { resendAnswer, verifyAnswer } from '#forms/messages';
import type { FormState } from '#forms/problem';
import { TypedCode } from '#lib/accounts/rules';
import { completeSignUp, resendSignUpCode } from '#lib/accounts/sign-up';
import { rememberBrowser } from '#lib/session/browser';
import { readTicket, writeTicket } from '#lib/session/cookie';
import { endFlow, readFlow } from '#lib/session/flow';

const VerifyForm = z.object({ code: TypedCode });

export async function verifyAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const form = await parseForm(VerifyForm, formData);
  const flow = await readFlow('sign-up');
  if (!flow) redirect('/sign-up');
  if (!form.ok) return form.state;

  const outcome = await completeSignUp(flow, form.data.code, await readTicket());
  if (!outcome.ok) return form.refuse(verifyAnswer(outcome));

  await endFlow();
  await writeTicket(outcome.value, { isPersistent: false });
  await rememberBrowser(flow.email);
  redirect(flow.next);
}

export async function resendAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const form = await parseForm(z.object({}), formData);
  const flow = await readFlow('sign-up');
  if (!flow) redirect('/sign-up');
  if (!form.ok) return form.state;

  const outcome = await resendSignUpCode(flow);
  return outcome.ok ? { values: {} } : form.refuse(resendAnswer(outcome));
}
