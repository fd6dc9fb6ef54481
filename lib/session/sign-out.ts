import 'server-only';
import { ne } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { expectRow, transaction } from '#lib/db/transaction';
import { setResponse } from '#lib/request/context';
import { clearTicket, readTicket } from '#lib/session/cookie';
import { endSession, endSessions, endTicket, forgetBrowsers } from '#lib/session/end';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

/**
 * Ends the session of this browser, and with it those at the sites that were used in it: the rows first, then the cookie,
 * then what the browser has kept of our pages. If the rows cannot be deleted it throws and the cookie stays, for a sign-out
 * must not look done when it is not.
 */
export async function signOut() {
  const ticket = await readTicket();
  if (ticket) await transaction(endTicket(ticket, 'signed_out'));
  await clearTicket();
  // Not "cookies": that would sign the person out of every other site under the same domain.
  setResponse({ headers: { 'Clear-Site-Data': '"cache", "storage"' } });
}

/** Ends one of the viewer's own sessions. False when it is not theirs or has already ended. */
export const revokeSession = ({ user, session }: Viewer, id: string): Promise<boolean> =>
  transaction(whileHere({ session }), expectRow(endSession({ of: user.id, id, why: 'revoked' })));

/** Ends all of the viewer's sessions but this one, and knows no browser of theirs any more. False when there was no other. */
export function revokeOtherSessions({ user, session }: Viewer): Promise<boolean> {
  const which = ne(sessions.id, session.id);
  return transaction(
    whileHere({ session }),
    expectRow(endSessions({ of: user.id, which, why: 'all_but_this_one' })),
    forgetBrowsers(user.id),
  );
}
