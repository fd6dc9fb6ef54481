import 'server-only';
import { record } from '#lib/audit/record';
import { together } from '#lib/db/together';
import { clearTicket, readTicket } from '#lib/session/cookie';
import { endTicket, findViewer } from '#lib/session/store';

/**
 * Ends the session of this browser: the row first, then the cookie. If the row cannot be deleted it throws
 * and the cookie stays, for a sign-out must not look done when it is not.
 */
export async function endSession() {
  const ticket = await readTicket();
  if (ticket) {
    const found = await findViewer(ticket);
    const userId = found?.viewer.user.id ?? null;
    await together((tx) => [
      endTicket(ticket)(tx),
      ...(found ? [record({ type: 'session_ended', userId, detail: 'signed out' })(tx)] : []),
    ]);
  }
  await clearTicket();
}
