'use server';

import { revalidatePath } from 'next/cache';
import { tokenAnswer } from '#forms/answers/tokens';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { endPersonalToken } from '#lib/oauth/personal/end';
import { TypedToken, wishOf } from '#lib/oauth/personal/fields';
import { makePersonalToken } from '#lib/oauth/personal/make';
import { endAtSite } from '#lib/oauth/site-session';
import { API_SCOPES } from '#lib/permissions/scopes';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { newToken } from './shown';

const PAGE = '/settings/apps';

/** The page that answers this form shows what it has made, and no other page does. */
export async function makeTokenAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('client:let-in', formData);
  const form = await parseForm(TypedToken, formData, { keep: ['name', 'days', ...API_SCOPES] });
  if (!form.ok) return form.state;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const made = await makePersonalToken(viewer, wishOf(form.data), readField(formData, 'form'));
  if (!made.ok) await requireStillHere(viewer);
  if (!made.ok) return form.refuse(tokenAnswer(made));
  newToken.show(made.value);
  revalidatePath(PAGE);
  return {};
}

export async function endTokenAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await endPersonalToken(viewer, readField(formData, 'session'));
  if (!isEnded) await requireStillHere(viewer);
  await done(PAGE, isEnded ? 'token-ended' : 'nothing-to-end', viewer);
}

export async function endAppAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await endAtSite(viewer, readField(formData, 'session'));
  if (!isEnded) await requireStillHere(viewer);
  await done(PAGE, isEnded ? 'app-ended' : 'nothing-to-end', viewer);
}
