import { completeChangeEmail, startChangeEmail } from '#lib/accounts/change-email';
import { changeEmailCodeMail } from '#lib/accounts/mails';
import { signIn } from '#lib/accounts/sign-in';
import { listCapturedMail } from '#lib/mail/captured';
import type { Challenge } from '#lib/session/challenge';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { beginSession, from } from '#lib/testing/database.test-support';

export async function latestMail() {
  const [mail] = await listCapturedMail();
  if (!mail) throw new Error('No mail was sent.');
  return mail;
}
export const latestCode = async () => (await latestMail()).text.match(/^\d{6}$/m)?.[0] ?? 'none';

export const signInAs = (email: string, password: string) =>
  signIn({ email, password, isPersistent: false, previous: null, browser: 'known' });

/** The ticket of somebody who was let in. */
export function ticketOf(admitted: Ticket | Challenge): Ticket {
  if ('challengeId' in admitted) throw new Error('A factor is asked for.');
  return admitted;
}

/** Somebody signed in, as the domain sees them. */
export async function viewerOf(userId: string): Promise<Viewer> {
  const found = await findViewer(await beginSession(userId));
  if (!found) throw new Error('The session did not begin.');
  return found.viewer;
}

/** Moves an account to another address through the front door. */
export async function changeEmailTo(userId: string, email: string) {
  const viewer = await viewerOf(userId);
  const begun = await from('192.0.2.200', () => startChangeEmail(viewer, email));
  if (!begun.ok) throw new Error(begun.reason);
  const subject = changeEmailCodeMail('000000').subject;
  const mail = (await listCapturedMail()).find((one) => one.subject === subject);
  const code = mail?.text.match(/^\d{6}$/m)?.[0] ?? 'none';
  return completeChangeEmail(viewer, { ...begun.value, email }, code);
}
