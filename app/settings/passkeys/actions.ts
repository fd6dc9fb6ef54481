'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { addPasskeyAnswer } from '#forms/answers/passkeys';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import { readPasskey } from '#forms/passkey';
import type { FormState } from '#forms/problem';
import { addPasskey } from '#lib/accounts/passkeys/add';
import { rememberBrowser } from '#lib/session/browser';
import { writeTicket } from '#lib/session/cookie';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

export async function addPasskeyAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(z.object({}), formData);
  if (!form.ok) return form.state;
  // What was proven grew old while the device asked: the page asks anew, and for another passkey too.
  if (!(await isFreshlyAuthenticated(viewer))) redirect('/confirm?next=/settings/passkeys');
  const outcome = await addPasskey(viewer, await readPasskey(formData));
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return form.refuse(addPasskeyAnswer(outcome));

  await writeTicket(outcome.value.ticket, viewer.session);
  await rememberBrowser(outcome.value.ticket);
  return done('/settings/passkeys', 'passkey-added', viewer);
}
