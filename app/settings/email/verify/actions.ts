'use server';

import { z } from 'zod';
import { verifyAnswer } from '#forms/answers/codes';
import { answerResend, flowOfForm, refuseCode } from '#forms/code-flow';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { CodeState } from '#forms/shown-flow';
import { completeChangeEmail, resendChangeCode } from '#lib/accounts/change-email';
import { TypedCode } from '#lib/accounts/fields';
import { writeTicket } from '#lib/session/cookie';
import { endFlow } from '#lib/session/flow';
import { renewOnce } from '#lib/session/renew-once';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

export async function verifyEmailAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(z.object({ code: TypedCode }), formData);
  const flow = await flowOfForm('change-email', formData);
  if (!form.ok) return form.state;

  const { code } = form.data;
  const outcome = await renewOnce(formData, () => completeChangeEmail(viewer, flow, code));
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok)
    return refuseCode(
      'change-email',
      flow,
      form.refuse,
      verifyAnswer(outcome),
      viewer.user.timeZone,
    );

  await endFlow(flow.id);
  await writeTicket(outcome.value, viewer.session);
  return done('/settings/email', 'address-changed', viewer);
}

export async function resendChangeAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(z.object({}), formData);
  const flow = await flowOfForm('change-email', formData);
  if (!form.ok) return form.state;

  const outcome = await resendChangeCode(flow);
  return answerResend('change-email', flow, form.refuse, outcome, viewer.user.timeZone);
}
