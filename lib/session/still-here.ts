import 'server-only';
import { redirect } from 'next/navigation';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { currentRequest } from '#lib/request/context';
import { isHere } from '#lib/session/here';
import { requestedPath, turnBack } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';

/** Whether the viewer is still signed in by the secret that they asked by. */
export async function isStillHere(viewer: Pick<Viewer, 'session'>): Promise<boolean> {
  const [row] = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(isHere(viewer))
    .limit(1);
  return row !== undefined;
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
