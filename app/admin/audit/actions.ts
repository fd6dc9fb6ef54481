'use server';

import { done } from '#forms/notices';
import { verifyNow } from '#lib/audit/watch';
import { requireSender } from '#lib/session/sender';

/** Verifies the log now. It reads all of it: one at a time, and the page does not wait long. */
export async function verifyNowAction(formData: FormData) {
  const viewer = await requireSender('audit:read:any', formData);
  const isDone = await verifyNow();
  await done('/admin/audit', isDone ? 'log-looked-at' : 'log-under-way', viewer);
}
