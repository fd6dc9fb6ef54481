'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { makeRecoveryCodes } from '#lib/accounts/recovery-codes';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { newCodes } from './shown';

const PAGE = '/settings/recovery-codes';

/** The page that answers this form shows what it has made, and no other page does. */
export async function makeRecoveryCodesAction(formData: FormData) {
  const viewer = await requireSender('account:protect', formData);
  if (!(await isFreshlyAuthenticated(viewer))) redirect(`/confirm?next=${PAGE}`);
  const form = readField(formData, 'form');
  const outcome = await makeRecoveryCodes(viewer, form);
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return done(PAGE, 'codes-shown-before', viewer);
  newCodes.show({ codes: outcome.value, form });
  revalidatePath(PAGE);
}
