import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import type { Act, Permission } from '#lib/permissions/table';
import type { RefusalText } from '#lib/request/context';
import { holdsText } from '#lib/request/typed-fields';
import { addressKnownHere, wasUsedHere } from '#lib/session/browser';
import { readFormMark } from '#lib/session/form-mark';
import { renewedBy } from '#lib/session/renew-once';
import {
  permit,
  requestedPath,
  requireViewer,
  signInPath,
  turnBack,
} from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { getViewer } from '#lib/session/viewer';
import { say } from '#texts/say';

/**
 * The viewer, who sent a form that was made for them: `requireViewer` for what changes something. A form made
 * for another account, or one that does not say for which, changes nothing; the answer (409) says why and gives
 * back what was typed, as it does to a person whose session has ended. Where nothing was typed, the answer to
 * an ended session is the way to sign in. The second of a double click is the viewer's too, though the first has
 * renewed the session meanwhile. Every action and every form that is sent to an endpoint asks this
 * first, or says in app/access.test.ts why not.
 */
export async function requireSender(act: Act | Permission, formData: unknown): Promise<Viewer> {
  const viewer =
    (await renewedBy(formData)) ??
    (await getViewer()) ??
    // Another node may have begun and ended with this form between the two.
    (await renewedBy(formData));
  const madeFor = readFormMark(formData);
  if (!viewer) return holdsText(formData) ? turnBack(await signedOut(madeFor)) : requireViewer(act);
  if (madeFor === null) return turnBack(unmarked());
  if (madeFor !== viewer.user.id) return turnBack(await another(madeFor, viewer));
  return permit(viewer, act);
}

async function signedOut(madeFor: string | null): Promise<RefusalText> {
  if (madeFor !== null && (await wasUsedHere(madeFor)) && !(await isThere(madeFor))) return gone();
  return {
    status: 409,
    title: say('refusals.signedOutTitle'),
    says: say('refusals.signedOutSays'),
    way: [signInPath(), say('refusals.signedOutWay')],
  };
}

/** Only in a browser in which its owner was signed in: this tells nobody else. */
const gone = (): RefusalText => ({
  status: 409,
  title: say('refusals.goneTitle'),
  says: say('refusals.goneSays'),
  way: ['/', say('refusals.goneWay')],
});

const unmarked = (): RefusalText => ({
  status: 409,
  title: say('refusals.unmarkedTitle'),
  says: say('refusals.unmarkedSays'),
});

/**
 * The mark of a form outlives what it was made for, and may be in other hands: only a browser in which its account was
 * signed in before is told the address. Everybody else gets the same answer for each account, and for one that is gone.
 */
async function another(madeFor: string, { user: { email } }: Viewer): Promise<RefusalText> {
  const before = await addressKnownHere(madeFor);
  return {
    status: 409,
    title: say('refusals.anotherTitle'),
    says: before
      ? say('refusals.anotherSaysWhich', { before, email })
      : say('refusals.anotherSays', { email }),
    way: [requestedPath(), say('refusals.anotherWay', { email })],
  };
}

async function isThere(userId: string): Promise<boolean> {
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.id, userId));
  return user !== undefined;
}
