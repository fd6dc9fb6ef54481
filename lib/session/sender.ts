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
  if (!viewer) return holdsText(formData) ? turnBack(await signedOut(madeFor)) : requireViewer(act);
  if (madeFor === null) return turnBack(UNMARKED);
  if (madeFor !== viewer.user.id) return turnBack(await another(madeFor, viewer));
  return permit(viewer, act);
}

async function signedOut(madeFor: string | null): Promise<RefusalText> {
  if (madeFor !== null && (await wasUsedHere(madeFor)) && !(await isThere(madeFor))) return GONE;
  return {
    status: 409,
    title: 'You were signed out',
    says: 'You were signed out. Nothing was changed this time; if you sent this before, look first whether it was done. Sign in again in another tab, then come back to this one and send it once more.',
    way: [signInPath(), 'Sign in again'],
  };
}

/** Only in a browser in which its owner was signed in: this tells nobody else. */
const GONE: RefusalText = {
  status: 409,
  title: 'This account is deleted',
  says: 'The account that this form was made for is deleted. There is nothing left to change.',
  way: ['/', 'Go to the start'],
};

const UNMARKED: RefusalText = {
  status: 409,
  title: 'This form cannot be sent',
  says: 'This form does not say for which account it was made. Nothing was changed. Open its page again and send it from there.',
};

/**
 * The mark of a form outlives what it was made for, and may be in other hands: only a browser in which its account was
 * signed in before is told the address. Everybody else gets the same answer for each account, and for one that is gone.
 */
async function another(madeFor: string, { user }: Viewer): Promise<RefusalText> {
  const email = await addressKnownHere(madeFor);
  return {
    status: 409,
    title: 'This form is for another account',
    says: `This page was opened ${email ? `as ${email}` : 'with another account'}. You are signed in as ${user.email} now. Nothing was changed.`,
    way: [requestedPath(), `Open the page as ${user.email}`],
  };
}

async function isThere(userId: string): Promise<boolean> {
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.id, userId));
  return user !== undefined;
}
