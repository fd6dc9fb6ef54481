import 'server-only';
import { readTicket } from '#lib/session/cookie';
import { openFormMark } from '#lib/session/form-mark';
import { findViewer } from '#lib/session/store';

/**
 * Whether this browser's session still lives, and is that of the account that a page was made for. Being asked
 * by a page that lies open is no visit.
 */
export async function sessionStatus(mark: string | null): Promise<'alive' | 'ended' | 'another'> {
  const ticket = await readTicket();
  const found = ticket && (await findViewer(ticket));
  if (!found) return 'ended';
  const madeFor = mark ? openFormMark(mark) : null;
  return madeFor === null || madeFor === found.viewer.user.id ? 'alive' : 'another';
}
