'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { resendAnswer, verifyAnswer } from '#forms/messages';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { completeChangeEmail, resendChangeCode } from '#lib/accounts/change-email';
import { TypedCode } from '#lib/accounts/rules';
import { rememberBrowser } from '#lib/session/browser';
import { writeTicket } from '#lib/session/cookie';
import { endFlow, readFlow } from '#lib/session/flow';
import { requireSender } from '#lib/session/sender';

export async function verifyEmailAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(z.object({ code: TypedCode }), formData);
  const flow = await readFlow('change-email');
  if (!flow) redirect('/settings/email');
  if (!form.ok) return form.state;

  const outcome = await completeChangeEmail(viewer, flow, form.data.code);
  if (!outcome.ok) return form.refuse(verifyAnswer(outcome));

  await endFlow();
  await writeTicket(outcome.value, viewer.session);
  await rememberBrowser(flow.email);
  return done('/settings/email', 'address-changed', viewer);
}

export async function resendChangeAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  await requireSender('account:secure', formData);
  const form = await parseForm(z.object({}), formData);
  const flow = await readFlow('change-email');
  if (!flow) redirect('/settings/email');
  if (!form.ok) return form.state;

  const outcome = await resendChangeCode(flow);
  return outcome.ok ? { values: {} } : form.refuse(resendAnswer(outcome));
}
