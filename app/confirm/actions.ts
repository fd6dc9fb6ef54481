'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { verifyProof } from '#forms/proof';
import { safeNext } from '#lib/request/next-path';
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
