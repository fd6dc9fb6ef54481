'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { disableProgram, enableProgram } from '#lib/admin/programs';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { say } from '#texts/say';

const DisableForm = z.object({ client: z.string(), sure: z.string() });

export async function disableProgramAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('client:disable', formData);
  const form = await parseForm(DisableForm, formData, { keep: ['sure'] });
  if (!form.ok) return form.state;
  const { client, sure } = form.data;
  if (sure !== 'on') return form.refuse({ text: say('programAnswers.notSure') });
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const isDone = await disableProgram(viewer, client);
  return done(pageOf(client), isDone ? 'program-disabled' : 'nothing-to-do', viewer);
}

export async function enableProgramAction(formData: FormData) {
  const viewer = await requireSender('client:disable', formData);
  const client = readField(formData, 'client');
  // A button has nothing typed that could be lost: after too long it leads by the confirm page.
  if (!(await isFreshlyAuthenticated(viewer)))
    redirect(`/confirm?${new URLSearchParams({ next: pageOf(client) })}`);
  const isDone = await enableProgram(viewer, client);
  await done(pageOf(client), isDone ? 'program-enabled' : 'nothing-to-do', viewer);
}

const pageOf = (id: string) => `/admin/apps/program?${new URLSearchParams({ id })}`;
