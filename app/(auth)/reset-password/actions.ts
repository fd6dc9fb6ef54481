'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { resendAnswer, resetAnswer } from '#forms/messages';
import type { FormState } from '#forms/problem';
import { resendResetCode, resetPassword } from '#lib/accounts/reset-password';
import { NewPassword, TypedCode } from '#lib/accounts/rules';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { readTicket, writeTicket } from '#lib/session/cookie';
import { endFlow, readFlow } from '#lib/session/flow';

const ResetPasswordForm = z.object({ code: TypedCode, password: NewPassword });

export async function resetPasswordAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const form = await parseForm(ResetPasswordForm, formData, { keep: ['code'] });
  const flow = await readFlow('reset');
  if (!flow) redirect('/forgot-password');
  if (!form.ok) return form.state;

  const [previous, browser] = await Promise.all([readTicket(), knownBrowser(flow.email)]);
  const outcome = await resetPassword(flow, { ...form.data, browser }, previous);
  if (!outcome.ok) return form.refuse(resetAnswer(outcome));

  await endFlow();
  await writeTicket(outcome.value, { isPersistent: false });
  await rememberBrowser(flow.email);
  redirect(flow.next);
}

export async function resendResetAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const form = await parseForm(z.object({}), formData);
  const flow = await readFlow('reset');
  if (!flow) redirect('/forgot-password');
  if (!form.ok) return form.state;

  const outcome = await resendResetCode(flow, await knownBrowser(flow.email));
  return outcome.ok ? { values: {} } : form.refuse(resendAnswer(outcome));
}
