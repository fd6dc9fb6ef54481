import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { countForm } from '#lib/limits/count-form';
import { type Act, type Permission, roleMay } from '#lib/permissions/table';
import { currentRequest, type RefusalText, setResponse } from '#lib/request/context';
import { withNext } from '#lib/request/way-back';
import { needsFactor } from '#lib/session/needs-factor';
import { isStillHere } from '#lib/session/still-here';
import type { Viewer } from '#lib/session/store';
import { getViewer, isFreshlyAuthenticated, mayRedisplay } from '#lib/session/viewer';
import { say } from '#texts/say';

/**
 * The signed-in viewer, whose role has a permission for this act at all; which things it extends to, the
 * domain asks of each. Sends a stranger to the sign-in page, from where they come back to the page they asked
 * for; without the permission the answer is 404. Every page and every action asks this first, or
 * says in app/access.test.ts why not.
 */
export async function requireViewer(act: Act | Permission): Promise<Viewer> {
  return permit((await getViewer()) ?? redirect(signInPath()), act);
}

/**
 * This viewer, if their role has a permission for the act, and not too many forms were sent. A person who must set up a
 * second factor is led there before anything else.
 */
export async function permit(viewer: Viewer, act: Act | Permission): Promise<Viewer> {
  if (currentRequest()?.method === 'POST' && (await countForm(viewer, act))) notFound();
  if (!roleMay(viewer.user.role, act)) return refuse(viewer, act);
  if (act !== SETTING_UP && (await needsFactor(viewer))) leadToSettingUp();
  return viewer;
}

/** What is asked by the pages where somebody sets up what they sign in with, and proves who they are for that. */
const SETTING_UP: Act = 'account:protect';

function leadToSettingUp(): never {
  if (currentRequest()?.method !== 'POST') redirect(SETUP_PAGE);
  return turnBack({
    status: 403,
    title: say('refusals.needsFactorTitle'),
    says: say('refusals.needsFactorSays'),
    way: [SETUP_PAGE, say('refusals.needsFactorWay')],
  });
}

const SETUP_PAGE = '/settings/security';

/**
 * Answers as if there were no such page or thing, and enters the refusal into the log. For an act that the
 * viewer may not do, or not to this thing; whether the thing exists makes no difference.
 */
export async function refuse(viewer: Viewer, act: Act | Permission, thing = ''): Promise<never> {
  await requireStillHere(viewer);
  await auditRefusal(viewer, act, thing);
  notFound();
}

/** Stops what a form asked for: these words stand in the place of the page, beside what was typed. */
export function turnBack(refusal: RefusalText): never {
  setResponse({ refusal });
  notFound();
}

/**
 * The viewer, proven a short time ago (see lib/session/viewer); sends anybody else to prove it again, and back from
 * there. For pages where something sensitive begins. A page that shows again what an action refused does not send
 * away: the action asks `isFreshlyAuthenticated`, and gives back what was typed. Later it is not shown any more, and
 * only what was typed is given back.
 */
export async function requireRecentViewer(act: Act | Permission): Promise<Viewer> {
  const viewer = await requireViewer(act);
  if (await isFreshlyAuthenticated(viewer)) return viewer;
  const { method, answer } = currentRequest() ?? {};
  if (answer?.hasFormState && mayRedisplay(viewer)) return viewer;
  const confirm = withNext('/confirm', requestedPath());
  return method === 'POST' ? turnBack(longAgo(confirm)) : redirect(confirm);
}

const longAgo = (confirm: string): RefusalText => ({
  status: 409,
  title: say('refusals.longAgoTitle'),
  says: say('refusals.longAgoSays'),
  way: [confirm, say('refusals.longAgoWay')],
});

/** Where to sign in, and to come back from to the page that was asked for. */
export const signInPath = () => withNext('/sign-in', requestedPath());

/** The address that was asked for, with its query. */
export function requestedPath(): string {
  const asked = new URL(currentRequest()?.url ?? '/dashboard', 'http://site.invalid');
  // Next's own mark on the requests of its router; not part of the page's address.
  asked.searchParams.delete('_rsc');
  return asked.pathname + asked.search;
}

/**
 * Asked where an act has changed nothing, before anything else is said of that: a viewer who was signed out meanwhile, or whose
 * session was renewed, is told so (409), and gets back what was typed. A page is asked for once more.
 */
export async function requireStillHere(viewer: Pick<Viewer, 'session'>) {
  if (await isStillHere(viewer)) return;
  if (currentRequest()?.method !== 'POST') redirect(requestedPath());
  turnBackFromElsewhere();
}

/** The answer itself, where an act has said that this is why. */
export function turnBackFromElsewhere(): never {
  return turnBack({
    status: 409,
    title: say('refusals.elsewhereTitle'),
    says: say('refusals.elsewhereSays'),
    way: [requestedPath(), say('refusals.elsewhereWay')],
  });
}
