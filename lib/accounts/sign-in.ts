import 'server-only';
import { newBrowserMail } from '#lib/accounts/mails';
import { type PasswordFailure, provePassword } from '#lib/accounts/prove-password';
import { record } from '#lib/audit/record';
import { together } from '#lib/db/together';
import { newBrowserByAccount } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { fail, ok, type Result } from '#lib/result';
import { endTicket, newSession, REPLACED } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

type SignIn = {
  /** Canonical. */
  email: string;
  password: string;
  /** "Keep me signed in". */
  isPersistent: boolean;
  /** The browser's name, if it signed in to this account before. */
  browser: string | null;
  /** What this browser was signed in with before; it ends, so that no session is ever taken over. */
  previous: Ticket | null;
};

/**
 * Opens a session for the right email and password. Never says which of the two was wrong, or whether the
 * account exists: one reason for both, after the same work. A browser that this account was never used in
 * before is told of by mail, once an hour; the log has every one.
 */
export async function signIn(input: SignIn): Promise<Result<Ticket, PasswordFailure>> {
  const proof = await provePassword(input.email, input.password, input.browser);
  if (!proof.ok) return proof;
  const { userId, writes } = proof.value;
  const session = newSession(userId, input);
  const { sessionId } = session.ticket;
  const notice = input.browser ? null : await noticeFor(userId, input.email);
  const isDone = await together((tx) => [
    ...writes(tx),
    ...(input.previous ? endTicket(input.previous, REPLACED)(tx) : []),
    record({ type: 'authn_login_success', userId, sessionId })(tx),
    ...session.writes(tx),
    ...(notice ? [notice(tx)] : []),
  ]);
  return isDone ? ok(session.ticket) : fail('wrong_credentials');
}

/** The write that mails the owner of a sign-in from a new browser; null when they were told of one an hour ago. */
const noticeFor = async (userId: string, email: string) =>
  (await take([[newBrowserByAccount, userId]])) ? null : post(email, newBrowserMail());
