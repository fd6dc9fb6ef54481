'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { codeRequestAnswer } from '#forms/answers/codes';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { Email } from '#lib/accounts/fields';
import { startRecover, stopOwnRecovery } from '#lib/accounts/recover';
import { knownBrowser } from '#lib/session/browser';
import { codeRequestOf, writeFlow } from '#lib/session/flow';
import { requireSender } from '#lib/session/sender';

const RecoverForm = z.object({ email: Email, form: z.string() });

export async function recoverAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const form = await parseForm(RecoverForm, formData, { keep: ['email'] });
  if (!form.ok) return form.state;

  const { email, ...asking } = form.data;
  const asked = await codeRequestOf('recover', { ...asking, next: '/sign-in' });
  const outcome = await startRecover(email, await knownBrowser(email), asked);
  if (!outcome.ok) return form.refuse(codeRequestAnswer(outcome));

  await writeFlow('recover', outcome.value);
  redirect('/sign-in/recover/verify');
}

/** No proof is asked for: whoever has a session may keep an account as it is. */
export async function stopRecoveryAction(formData: FormData) {
  const viewer = await requireSender('account:edit', formData);
  const isStopped = await stopOwnRecovery(viewer);
  await done('/dashboard', isStopped ? 'recovery-stopped' : 'nothing-to-do', viewer);
}
