'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { confirmAnswer } from '#forms/messages';
import type { FormState } from '#forms/problem';
import { confirm } from '#lib/accounts/confirm';
import { TypedPassword } from '#lib/accounts/rules';
import { safeNext } from '#lib/request/next-path';
import { knownBrowser } from '#lib/session/browser';
import { writeTicket } from '#lib/session/cookie';
import { renewOnce } from '#lib/session/renew-once';
import { requireSender } from '#lib/session/sender';

const ConfirmForm = z.object({ password: TypedPassword, next: z.string().transform(safeNext) });

export async function confirmAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const viewer = await requireSender('account:secure', formData);
  const form = await parseForm(ConfirmForm, formData);
  if (!form.ok) return form.state;
  const { password, next } = form.data;

  const browser = await knownBrowser(viewer.user.email);
  const outcome = await renewOnce(formData, () => confirm(viewer, { password, browser }));
  if (!outcome.ok) return form.refuse(confirmAnswer(outcome));

  await writeTicket(outcome.value, viewer.session);
  redirect(next);
}
