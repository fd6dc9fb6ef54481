import 'server-only';
import { readTicket } from '#lib/session/cookie';
import { findViewer } from '#lib/session/store';

/** Whether this browser's session still lives. Being asked by a page that lies open is no visit. */
export async function isSessionAlive(): Promise<boolean> {
  const ticket = await readTicket();
  return ticket !== null && (await findViewer(ticket)) !== null;
}
