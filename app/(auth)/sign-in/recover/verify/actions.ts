'use server';

import { z } from 'zod';
import { recoverAnswer } from '#forms/answers/recover';
import { answerResend, flowOfForm, refuseCode } from '#forms/code-flow';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { CodeState } from '#forms/shown-flow';
import { TypedCode } from '#lib/accounts/fields';
import { completeRecover, resendRecoverCode } from '#lib/accounts/recover';
import { knownBrowser } from '#lib/session/browser';
import { endFlow } from '#lib/session/flow';

const RecoverCodeForm = z.object({
  code: TypedCode,
  wish: z.string().transform((wish) => (wish === 'stop' ? 'stop' : 'recover')),
});

export async function completeRecoverAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  const form = await parseForm(RecoverCodeForm, formData, { keep: ['code', 'wish'] });
  const flow = await flowOfForm('recover', formData);
  if (!form.ok) return form.state;

  const browser = await knownBrowser(flow.email);
  const outcome = await completeRecover(flow, { ...form.data, browser });
  if (!outcome.ok) return refuseCode('recover', flow, form.refuse, recoverAnswer(outcome));

  await endFlow(flow.id);
  if (outcome.value === 'stopped') return done('/sign-in', 'recovery-stopped', null);
  return done('/forgot-password', 'recovered', null);
}

export async function resendRecoverAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  const form = await parseForm(z.object({}), formData);
  const flow = await flowOfForm('recover', formData);
  if (!form.ok) return form.state;

  const outcome = await resendRecoverCode(flow, await knownBrowser(flow.email));
  return answerResend('recover', flow, form.refuse, outcome);
}
