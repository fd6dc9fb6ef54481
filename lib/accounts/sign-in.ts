import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { NEW_BROWSER } from '#lib/accounts/check-up';
import { newBrowserMail } from '#lib/accounts/mails';
import { type PasswordFailure, provePassword } from '#lib/accounts/prove-password';
import { type Tx, transaction } from '#lib/db/transaction';
import { newBrowserByAccount } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { fail, ok, type Result } from '#lib/result';
import { admit } from '#lib/session/admit';
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
  /** The zone this browser is in, if it said so: kept while the account has none. */
  timeZone?: string;
};

/**
 * Opens a session for the right email and password. Never says which of the two was wrong, or whether the
 * account exists: one reason for both, after the same work. A browser that this account was never used in
 * before is told of by mail, once an hour; the log has every one.
 */
export async function signIn(input: SignIn): Promise<Result<Ticket, PasswordFailure>> {
  const proof = await provePassword(input.email, input.password, input.browser);
  if (!proof.ok) return proof;
  const { userId } = proof.value;
  const notice = input.browser ? null : await noticeFor(userId, input.email);
  const detail = input.browser ? '' : NEW_BROWSER;
  const entry = { type: 'authn_login_success', detail } as const;
  const { ticket, writes } = admit(proof.value, { ...input, entry });
  const isDone = await transaction(
    writes,
    input.timeZone && keepZone(userId, input.timeZone),
    notice,
  );
  return isDone ? ok(ticket) : fail('wrong_credentials');
}

/** The write that mails the owner of a sign-in from a new browser; null when they were told of one an hour ago. */
const noticeFor = async (userId: string, email: string) =>
  (await take([[newBrowserByAccount, userId]])) ? null : post(email, newBrowserMail());

/** Never in the place of one that was chosen, or noticed before. */
const keepZone = (userId: string, timeZone: string) => (tx: Tx) =>
  tx
    .update(users)
    .set({ timeZone })
    .where(and(eq(users.id, userId), eq(users.timeZone, '')));
