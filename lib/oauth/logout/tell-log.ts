import 'server-only';
import type { SQL } from 'drizzle-orm';
import type { logoutNotices } from '#drizzle/schema/logout-notices';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { findClient } from '#lib/oauth/clients';

export type LogoutNotice = typeof logoutNotices.$inferSelect;

/** The write that tells the log what became of a notice. The program may be gone by now: then its id says which it was. */
export async function tellLog(
  { id, userId, clientId }: LogoutNotice,
  type: 'client_logout_success' | 'client_logout_fail',
  when?: SQL,
) {
  const name = (await findClient(clientId))?.name ?? clientId;
  const object = `client:${clientId}`;
  const detail = detailOf('program', { name });
  return record({ type, userId, sessionId: id, actor: 'system', object, detail }, when);
}
