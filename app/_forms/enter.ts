import 'server-only';
import { redirect } from 'next/navigation';
import type { Entered } from '#lib/session/admit';
import { rememberBrowser } from '#lib/session/browser';
import type { Challenge } from '#lib/session/challenge';
import { writeChallenge, writeTicket, writeTrust } from '#lib/session/cookie';

/** Ends an action that lets somebody in: gives the browser its ticket, or leads to what is still to be proven. */
export async function enter(
  admitted: Entered | Challenge,
  { isPersistent, next }: { isPersistent: boolean; next: string },
): Promise<never> {
  if ('challengeId' in admitted) {
    await writeChallenge(admitted);
    redirect('/sign-in/second-factor');
  }
  await writeTicket(admitted, { isPersistent });
  if (admitted.trust) await writeTrust(admitted.trust);
  await rememberBrowser(admitted);
  redirect(next);
}
