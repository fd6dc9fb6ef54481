'use server';

import { z } from 'zod';
import { disconnectAnswer } from '#forms/answers/connections';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { removeConnection } from '#lib/accounts/connections/unlink';
import { fail } from '#lib/result';
import { refuse, requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

const DisconnectForm = z.object({ connection: z.string() });

export async function disconnectAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(DisconnectForm, formData);
  if (!form.ok) return form.state;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const { connection: id } = form.data;
  const outcome = await removeConnection(viewer, id);
  if (outcome.ok) return done('/settings/connections', 'connection-removed', viewer);
  if (outcome.reason === 'not_found') return refuse(viewer, 'account:protect', id);
  await requireStillHere(viewer);
  return form.refuse(disconnectAnswer(fail(outcome.reason)));
}
