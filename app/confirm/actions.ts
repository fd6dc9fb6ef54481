'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { verifyProof } from '#forms/proof';
import { startConfirm } from '#lib/accounts/confirm-code';
import { beginAt } from '#lib/providers/begin';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { knownBrowser } from '#lib/session/browser';
import { keepProviderSecret } from '#lib/session/cookie';
import { codeRequestOf, writeFlow } from '#lib/session/flow';
import { requireSender } from '#lib/session/sender';

const ConfirmForm = z.object({ next: z.string().transform(safeNext) });

export async function confirmAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(ConfirmForm, formData);
  if (!form.ok) return form.state;
  const unproven = await verifyProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  redirect(form.data.next);
}

/** Leads to a provider that asks once more who the person is. */
export async function confirmByProviderAction(formData: FormData) {
  const viewer = await requireSender('account:protect', formData);
  const next = safeNext(readField(formData, 'next'));
  const provider = readField(formData, 'provider');
  const { id: sessionId, isPersistent } = viewer.session;
  const about = { provider, intent: 'confirm', next, isPersistent, sessionId } as const;
  const begun = await beginAt(about, await keepProviderSecret());
  if (!begun.ok) return done(withNext('/confirm', next), begun.reason, viewer);
  redirect(`/sign-in/leaving/${begun.value}`);
}

/** Mails a code to a person without a password, and comes back to the form that asks for it. */
export async function mailConfirmCodeAction(formData: FormData) {
  const viewer = await requireSender('account:secure', formData);
  const next = safeNext(readField(formData, 'next'));
  const back = `/confirm?${new URLSearchParams({ next })}`;
  const asked = await codeRequestOf('confirm', { form: readField(formData, 'form'), next });
  const outcome = await startConfirm(viewer, await knownBrowser(viewer.user.email), asked);
  if (!outcome.ok) return done(back, 'code-not-mailed', viewer);
  await writeFlow('confirm', outcome.value);
  return done(back, outcome.value.isMailed ? 'code-mailed' : 'code-not-mailed', viewer);
}
