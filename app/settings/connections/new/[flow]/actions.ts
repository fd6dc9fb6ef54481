'use server';

import { z } from 'zod';
import { linkAnswer } from '#forms/answers/connections';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { linkConnection } from '#lib/accounts/connections/link';
import { readProviderSecret } from '#lib/session/cookie';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

const LinkForm = z.object({ answered: z.string() });

export async function linkAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const viewer = await requireSender('account:protect', formData);
  const form = await parseForm(LinkForm, formData);
  if (!form.ok) return form.state;
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const browser = await readProviderSecret();
  const outcome = await linkConnection(viewer, form.data.answered, browser);
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return form.refuse(linkAnswer(outcome));
  return done(outcome.value.next, 'connection-added', viewer);
}
