import 'server-only';
import type { Act, Permission } from '#lib/permissions/table';
import type { Refused } from '#lib/request/exchange';
import { holdsText } from '#lib/request/typed-fields';
import { readFormMark } from '#lib/session/form-mark';
import { getViewer } from '#lib/session/get-viewer';
import { renewedBy } from '#lib/session/renew-once';
import type { Viewer } from '#lib/session/store';
import { askedPath, permit, requireViewer, signInPath, turnBack } from '#lib/session/viewer';

/**
 * The viewer, who sent a form that was made for them: `requireViewer` for what changes something. A form made
 * for another account, or one that does not say for which, changes nothing; the answer (409) says why and gives
 * back what was typed, as it does to a person whose session has ended. Where nothing was typed, the answer to
 * an ended session is the way to sign in. The second of a double click is the viewer's too, though the first has
 * renewed the session meanwhile. Every action and every form that is sent to an endpoint asks this
 * first, or says in app/access.test.ts why not.
 */
export async function requireSender(act: Act | Permission, formData: unknown): Promise<Viewer> {
  const viewer = (await renewedBy(formData)) ?? (await getViewer());
  const madeFor = readFormMark(formData);
  if (!viewer) return holdsText(formData) ? turnBack(signedOut()) : requireViewer(act);
  if (madeFor === null) return turnBack(UNMARKED);
  if (madeFor !== viewer.user.id) return turnBack(another(viewer));
  return permit(viewer, act);
}

const signedOut = (): Refused => ({
  status: 409,
  title: 'You were signed out',
  says: 'You were signed out. Nothing was changed this time; if you sent this before, look first whether it was done. Sign in again in another tab, then come back to this one and send it once more.',
  way: [signInPath(), 'Sign in again'],
});

const UNMARKED: Refused = {
  status: 409,
  title: 'This form cannot be sent',
  says: 'This form does not say for which account it was made. Nothing was changed. Open its page again and send it from there.',
};

/** The same words whoever that was, and whether the account is still there: a mark may be in other hands than its owner's. */
const another = ({ user }: Viewer): Refused => ({
  status: 409,
  title: 'This form is for another account',
  says: `This page was opened with another account. You are signed in as ${user.email} now. Nothing was changed.`,
  way: [askedPath(), `Open the page as ${user.email}`],
});
