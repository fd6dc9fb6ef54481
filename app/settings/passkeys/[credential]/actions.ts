'use server';

import { z } from 'zod';
import { removePasskeyAnswer } from '#forms/answers/passkeys';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { PasskeyName } from '#lib/accounts/fields';
import { removePasskey } from '#lib/accounts/passkeys/remove';
import { renamePasskey } from '#lib/accounts/passkeys/rename';
import { fail } from '#lib/result';
import { refuse, requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

const RenameForm = z.object({ name: PasskeyName, credential: z.string() });
const RemoveForm = z.object({ credential: z.string() });

export async function renamePasskeyAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(RenameForm, formData, { keep: ['name'] });
  if (!form.ok) return form.state;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const { credential: id, name } = form.data;
  if (!(await renamePasskey(viewer, id, name))) return refuse(viewer, 'account:protect', id);
  return done('/settings/passkeys', 'passkey-renamed', viewer);
}

export async function removePasskeyAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(RemoveForm, formData);
  if (!form.ok) return form.state;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const outcome = await removePasskey(viewer, form.data.credential);
  if (outcome.ok) return done('/settings/passkeys', 'passkey-removed', viewer);
  if (outcome.reason === 'not_found')
    return refuse(viewer, 'account:protect', form.data.credential);
  await requireStillHere(viewer);
  return form.refuse(removePasskeyAnswer(fail(outcome.reason)));
}
