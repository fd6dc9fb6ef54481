'use server';

import { notFound } from 'next/navigation';
import { z } from 'zod';
import { codeSignInAnswer } from '#forms/answers/accounts';
import { answerResend, flowOfForm, refuseCode } from '#forms/code-flow';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import type { CodeState } from '#forms/shown-flow';
import { TypedCode } from '#lib/accounts/fields';
import { resendSignInCode, signInByCode } from '#lib/accounts/sign-in-by-code';
import { offers } from '#lib/accounts/ways/offered';
import { beginOnce } from '#lib/session/begin-once';
import { knownBrowser } from '#lib/session/browser';
import { readTicket, readTrust } from '#lib/session/cookie';
import { endFlow } from '#lib/session/flow';

const VerifyForm = z.object({ code: TypedCode });

export async function signInByCodeAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  if (!offers('code')) notFound();
  const form = await parseForm(VerifyForm, formData);
  const flow = await flowOfForm('sign-in', formData);
  if (!form.ok) return form.state;

  const [previous, browser, trusted] = await Promise.all([
    readTicket(),
    knownBrowser(flow.email),
    readTrust(),
  ]);
  const arriving = { browser, previous, trusted };
  const { code } = form.data;
  const outcome = await beginOnce(formData, () => signInByCode(flow, code, arriving));
  if (!outcome.ok) return refuseCode('sign-in', flow, form.refuse, codeSignInAnswer(outcome));

  await endFlow(flow.id);
  const { isPersistent } = outcome.value;
  return enter(outcome.value, { isPersistent, next: flow.next });
}

export async function resendSignInCodeAction(
  _previous: CodeState,
  formData: FormData,
): Promise<CodeState> {
  if (!offers('code')) notFound();
  const form = await parseForm(z.object({}), formData);
  const flow = await flowOfForm('sign-in', formData);
  if (!form.ok) return form.state;

  const outcome = await resendSignInCode(flow, await knownBrowser(flow.email));
  return answerResend('sign-in', flow, form.refuse, outcome);
}
