import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { noteRefusal } from '#lib/authorization/note-refusal';
import { type Act, type Permission, roleMay } from '#lib/authorization/table';
import { formsByUser, formsByUserDaily } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { log } from '#lib/operation/log';
import { currentClient } from '#lib/request/client';
import { answerWith, currentExchange, outsideExchange } from '#lib/request/exchange';
import { readTicket } from '#lib/session/cookie';
import { noteDeadUse } from '#lib/session/note-dead-use';
import { isRecent, wasRecent } from '#lib/session/recent';
import { findViewer, touchSession, type Viewer } from '#lib/session/store';

/** The signed-in viewer, or null. Reads the session row, at most once per request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  answerWith({ reached: true });
  const ticket = await readTicket();
  const found = ticket && (await findViewer(ticket));
  if (!found) {
    const client = currentClient();
    if (ticket) inPassing(() => noteDeadUse(ticket, client), 'a dead session could not be noted');
    return null;
  }
  const { id } = found.viewer.session;
  if (found.isTouchDue) inPassing(() => touchSession(id), 'a visit could not be noted');
  return found.viewer;
});

/**
 * The signed-in viewer, whose role has a permission for this act at all; which things it extends to, the
 * domain asks of each. Sends who is not signed in to the sign-in page, from where they come back to the page
 * they asked for; to who may not, there is no such page. Every page and every action asks this first, or
 * says in app/access.test.ts why not.
 */
export async function requireViewer(act: Act | Permission): Promise<Viewer> {
  const viewer = (await getViewer()) ?? redirect(signInPath((await readTicket()) !== null));
  if (currentExchange()?.method === 'POST' && (await countForm(viewer.user.id))) notFound();
  return roleMay(viewer.user.role, act) ? viewer : refuse(viewer, act);
}

/** Counts a form against its sender, once in a request. True past the limit: then the answer is 429. */
const countForm = cache(async (userId: string): Promise<boolean> => {
  const throttled = await take([
    [formsByUser, userId],
    [formsByUserDaily, userId],
  ]);
  if (throttled) answerWith({ isThrottled: true, ...throttled });
  return throttled !== null;
});

/**
 * Answers as if there were no such page or thing, and enters the refusal into the log. For an act that the
 * viewer may not do, or not to this thing; whether the thing exists makes no difference.
 */
export async function refuse(viewer: Viewer, act: Act | Permission, thing = ''): Promise<never> {
  await noteRefusal(viewer, act, thing);
  notFound();
}

/**
 * The viewer, proven a short time ago (see lib/session/recent); sends who is not to prove it again, and
 * back from there. For pages where something sensitive begins. A page that answers a form sent a while later
 * does not send away: its action asks `isRecent`, and gives back what was typed.
 */
export async function requireRecentViewer(act: Act | Permission): Promise<Viewer> {
  const viewer = await requireViewer(act);
  if (isRecent(viewer)) return viewer;
  if (currentExchange()?.method === 'POST' && wasRecent(viewer)) return viewer;
  return redirect(`/confirm?${new URLSearchParams({ next: askedPath() })}`);
}

function signInPath(hadSession: boolean): string {
  const query = new URLSearchParams({ next: askedPath() });
  if (hadSession) query.set('ended', '1');
  return `/sign-in?${query}`;
}

function askedPath(): string {
  const asked = new URL(currentExchange()?.url ?? '/dashboard', 'http://site.invalid');
  // Next's own mark on the requests of its router; not part of the page's address.
  asked.searchParams.delete('_rsc');
  return asked.pathname + asked.search;
}

/** After the answer, which must not wait or fail for it; not at all for a prefetch, which is no visit. */
function inPassing(work: () => Promise<void>, failed: string) {
  if (currentExchange()?.isPrefetch) return;
  const note = () => work().catch((error: unknown) => log().warn({ err: error }, failed));
  setImmediate(() => void outsideExchange(note));
}
