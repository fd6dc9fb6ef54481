import 'server-only';
import { redirect } from 'next/navigation';
import { rememberBrowser } from '#lib/session/browser';
import type { Challenge } from '#lib/session/challenge';
import { writeChallenge, writeTicket } from '#lib/session/cookie';
import type { Ticket } from '#lib/session/ticket';

/** Ends an action that lets somebody in: gives the browser its ticket, or leads to what is still to be proven. */
export async function enter(
  admitted: Ticket | Challenge,
  { isPersistent, next }: { isPersistent: boolean; next: string },
): Promise<never> {
  if ('challengeId' in admitted) {
    await writeChallenge(admitted);
    redirect('/sign-in/second-factor');
  }
  await writeTicket(admitted, { isPersistent });
  await rememberBrowser(admitted);
  redirect(next);
}
