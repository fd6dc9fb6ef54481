'use server';

import { z } from 'zod';
import { verifyAnswer } from '#forms/answers/codes';
import { answerResend, flowOfForm, refuseCode } from '#forms/code-flow';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import type { CodeState } from '#forms/shown-flow';
import { TypedCode } from '#lib/accounts/fields';
import { completeSignUp, resendSignUpCode } from '#lib/accounts/sign-up';
import { beginOnce } from '#lib/session/begin-once';
import { knownBrowser } from '#lib/session/browser';
import { readTicket } from '#lib/session/cookie';
import { endFlow } from '#lib/session/flow';

const VerifyForm = z.object({ code: TypedCode });

export async function verifyAction(_previous: CodeState, formData: FormData): Promise<CodeState> {
  const form = await parseForm(VerifyForm, formData);
  const flow = await flowOfForm('sign-up', formData);
  if (!form.ok) return form.state;

  const previous = await readTicket();
  const { code } = form.data;
  const outcome = await beginOnce(formData, () => completeSignUp(flow, code, previous));
  if (!outcome.ok) return refuseCode('sign-up', flow, form.refuse, verifyAnswer(outcome));

  await endFlow(flow.id);
  return enter(outcome.value, { isPersistent: false, next: flow.next });
}

export async function resendAction(_previous: CodeState, formData: FormData): Promise<CodeState> {
  const form = await parseForm(z.object({}), formData);
  const flow = await flowOfForm('sign-up', formData);
  if (!form.ok) return form.state;

  const outcome = await resendSignUpCode(flow, await knownBrowser(flow.email));
  return answerResend('sign-up', flow, form.refuse, outcome);
}
