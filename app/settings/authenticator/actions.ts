'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { confirmAuthenticator } from '#lib/accounts/authenticator/confirm';
import { hasApp } from '#lib/accounts/authenticator/find';
import { removeAuthenticator } from '#lib/accounts/authenticator/remove';
import { TypedFactor } from '#lib/accounts/fields';
import { writeTicket } from '#lib/session/cookie';
import { renewFurther, renewOnce } from '#lib/session/renew-once';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { say } from '#texts/say';

const ConfirmForm = z.object({ code: TypedFactor });

export async function confirmAuthenticatorAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(ConfirmForm, formData);
  if (!form.ok) return form.state;
  const isFresh = await isFreshlyAuthenticated(viewer);
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const confirm = () => confirmAuthenticator(viewer, form.data.code);
  // What was proven in the same form has renewed the session once already.
  const outcome = await (isFresh ? renewOnce : renewFurther)(formData, confirm);
  if (!outcome.ok) await requireStillHere(viewer);
  // The second of a double click is told what its proof gave, and not what came of the code.
  if (!outcome.ok || !(await hasApp(viewer)))
    return form.refuse({ text: say('authenticator.wrong'), field: 'code' });

  await writeTicket(outcome.value, viewer.session);
  return done('/settings/security', 'app-added', viewer);
}

export async function removeAuthenticatorAction(formData: FormData) {
  const viewer = await requireSender('account:protect', formData);
  if (!(await isFreshlyAuthenticated(viewer))) redirect('/confirm?next=/settings/authenticator');
  const isRemoved = await removeAuthenticator(viewer);
  if (!isRemoved) await requireStillHere(viewer);
  await done('/settings/security', isRemoved ? 'app-removed' : 'nothing-to-do', viewer);
}
