import 'server-only';
import { cache } from 'react';
import { log } from '#lib/observability/log';
import { currentClient } from '#lib/request/client';
import { answerWith, outsideExchange } from '#lib/request/exchange';
import { readTicket } from '#lib/session/cookie';
import { noteDeadUse } from '#lib/session/note-dead-use';
import { findViewer, touchSession, type Viewer } from '#lib/session/store';

/** The signed-in viewer, or null. Reads the session row, at most once per request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  answerWith({ reached: true });
  const ticket = await readTicket();
  const found = ticket && (await findViewer(ticket));
  if (!found) {
    const client = currentClient();
    if (ticket) afterAnswer(() => noteDeadUse(ticket, client), 'a dead session could not be noted');
    return null;
  }
  noteVisit(found);
  return found.viewer;
});

/** Notes, after the answer, that somebody was here, by a cookie or by a token, and where this request came from. */
export function noteVisit({ viewer, isTouchDue }: { viewer: Viewer; isTouchDue: boolean }) {
  const { id } = viewer.session;
  const client = currentClient();
  if (isTouchDue) afterAnswer(() => touchSession(id, client), 'a visit could not be noted');
}

/**
 * After the answer, which must not wait or fail for it. Nothing that a client sends keeps its use of a session
 * out of the record: whoever stole one would send it too, a prefetch's headers as well as any.
 */
function afterAnswer(work: () => Promise<void>, failed: string) {
  const note = () => work().catch((error: unknown) => log().warn({ err: error }, failed));
  setImmediate(() => void outsideExchange(note));
}
