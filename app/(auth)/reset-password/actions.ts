'use server';

import { notFound } from 'next/navigation';
import { z } from 'zod';
import { resetAnswer } from '#forms/answers/accounts';
import { answerResend, flowOfForm, refuseCode } from '#forms/code-flow';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import type { CodeState } from '#forms/shown-flow';
import { NewPassword, TypedCode } from '#lib/accounts/fields';
import { resendResetCode, resetPassword } from '#lib/accounts/reset-password';
import { offers } from '#lib/accounts/ways/offered';
import { beginOnce } from '#lib/session/begin-once';
import { knownBrowser } from '#lib/session/browser';
import { readTicket } from '#lib/session/cookie';
import { endFlow } from '#lib/session/flow';

const ResetPasswordForm = z.object({ code: TypedCode, password: NewPassword });

export async function resetPasswordAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  if (!offers('password')) notFound();
  const form = await parseForm(ResetPasswordForm, formData, { keep: ['code'] });
  const flow = await flowOfForm('reset', formData);
  if (!form.ok) return form.state;

  const [previous, browser] = await Promise.all([readTicket(), knownBrowser(flow.email)]);
  const typed = { ...form.data, browser, next: flow.next };
  const outcome = await beginOnce(formData, () => resetPassword(flow, typed, previous));
  if (!outcome.ok) return refuseCode('reset', flow, form.refuse, resetAnswer(outcome));

  await endFlow(flow.id);
  return enter(outcome.value, { isPersistent: false, next: flow.next });
}

export async function resendResetAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  if (!offers('password')) notFound();
  const form = await parseForm(z.object({}), formData);
  const flow = await flowOfForm('reset', formData);
  if (!form.ok) return form.state;

  const outcome = await resendResetCode(flow, await knownBrowser(flow.email));
  return answerResend('reset', flow, form.refuse, outcome);
}
