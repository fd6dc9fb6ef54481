import 'server-only';
import { transaction } from '#lib/db/transaction';
import { clearTicket, readTicket } from '#lib/session/cookie';
import { endTicket } from '#lib/session/store';

/**
 * Ends the session of this browser: the row first, then the cookie. If the row cannot be deleted it throws
 * and the cookie stays, for a sign-out must not look done when it is not.
 */
export async function endSession() {
  const ticket = await readTicket();
  if (ticket) await transaction(endTicket(ticket, 'signed out'));
  await clearTicket();
}
