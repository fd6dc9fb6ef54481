import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { noteRefusal } from '#lib/authorization/note-refusal';
import { countForm } from '#lib/limits/count-form';
import { type Act, type Permission, roleMay } from '#lib/permissions/table';
import { answerWith, currentExchange, type Refused } from '#lib/request/exchange';
import { withNext } from '#lib/request/way-back';
import { getViewer } from '#lib/session/get-viewer';
import { isRecent, wasRecent } from '#lib/session/recent';
import type { Viewer } from '#lib/session/store';

/**
 * The signed-in viewer, whose role has a permission for this act at all; which things it extends to, the
 * domain asks of each. Sends who is not signed in to the sign-in page, from where they come back to the page
 * they asked for; to who may not, there is no such page. Every page and every action asks this first, or
 * says in app/access.test.ts why not.
 */
export async function requireViewer(act: Act | Permission): Promise<Viewer> {
  return permit((await getViewer()) ?? redirect(signInPath()), act);
}

/** This viewer, if their role has a permission for the act, and not too many forms were sent. */
export async function permit(viewer: Viewer, act: Act | Permission): Promise<Viewer> {
  if (currentExchange()?.method === 'POST' && (await countForm(viewer, act))) notFound();
  return roleMay(viewer.user.role, act) ? viewer : refuse(viewer, act);
}

/**
 * Answers as if there were no such page or thing, and enters the refusal into the log. For an act that the
 * viewer may not do, or not to this thing; whether the thing exists makes no difference.
 */
export async function refuse(viewer: Viewer, act: Act | Permission, thing = ''): Promise<never> {
  await noteRefusal(viewer, act, thing);
  notFound();
}

/** Stops what a form asked for: these words stand in the place of the page, beside what was typed. */
export function turnBack(refusal: Refused): never {
  answerWith({ refusal });
  notFound();
}

/**
 * The viewer, proven a short time ago (see lib/session/recent); sends who is not to prove it again, and
 * back from there. For pages where something sensitive begins. A page that shows again what an action refused
 * does not send away: the action asks `isRecent`, and gives back what was typed. Later it is not shown any more,
 * and only what was typed is given back.
 */
export async function requireRecentViewer(act: Act | Permission): Promise<Viewer> {
  const viewer = await requireViewer(act);
  if (isRecent(viewer)) return viewer;
  const { method, answer } = currentExchange() ?? {};
  if (answer?.hasFormState && wasRecent(viewer)) return viewer;
  const confirm = withNext('/confirm', askedPath());
  return method === 'POST'
    ? turnBack({ ...LONG_AGO, way: [confirm, 'Confirm it'] })
    : redirect(confirm);
}

const LONG_AGO = {
  status: 409,
  title: 'Confirm that it is you',
  says: 'It has been a while since you proved that it is you. Confirm it in another tab, then come back to this one and send it again.',
};

/** Where to sign in, and to come back from to the page that was asked for. */
export const signInPath = () => withNext('/sign-in', askedPath());

/** The address that was asked for, with its query. */
export function askedPath(): string {
  const asked = new URL(currentExchange()?.url ?? '/dashboard', 'http://site.invalid');
  // Next's own mark on the requests of its router; not part of the page's address.
  asked.searchParams.delete('_rsc');
  return asked.pathname + asked.search;
}
