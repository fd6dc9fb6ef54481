'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { sendMailAgain } from '#lib/admin/send-again';
import { requireSender } from '#lib/session/sender';

export async function sendMailAgainAction(formData: FormData) {
  const viewer = await requireSender('mail:send-again', formData);
  const isDone = await sendMailAgain(viewer, readField(formData, 'mail'));
  await done('/admin/mail', isDone ? 'mail-sent-again' : 'nothing-to-do', viewer);
}
