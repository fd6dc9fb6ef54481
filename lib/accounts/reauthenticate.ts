import 'server-only';
import { type ConfirmFlow, verifyConfirmCode } from '#lib/accounts/confirm-code';
import { type PasswordFailure, verifyPassword } from '#lib/accounts/verify-password';
import { record } from '#lib/audit/record';
import type { CodeFailure } from '#lib/codes/redeem';
import { transaction } from '#lib/db/transaction';
import { bothOf } from '#lib/factors/authentication';
import { hasPassword } from '#lib/factors/password';
import { type FactorFailure, factorsOf, verifyFactor } from '#lib/factors/verify-factor';
import { fail, ok, type Result } from '#lib/result';
import { isStillHere } from '#lib/session/still-here';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

export type ReauthenticateFailure = PasswordFailure | FactorFailure | CodeFailure;

type Proof = {
  password?: string;
  factor?: string;
  /** A mailed code, for an account without a password, and the flow that asked for it. */
  code?: string;
  flow?: ConfirmFlow | null;
  browser: string | null;
};

/**
 * Proves again that the viewer is who they are: by their password, or by a mailed code where they have none, out of the
 * same budget of guesses as everywhere, in a browser that is not known out of one that this session has for itself; and
 * by a factor of their account, if it has one. The session goes on under a new secret and counts as proven for ten
 * minutes.
 */
export async function reauthenticate(
  { user, session }: Viewer,
  proof: Proof,
): Promise<Result<Ticket, ReauthenticateFailure>> {
  const asking = proof.browser ?? session.id;
  const first = await verifyFirst({ user, session }, proof, asking);
  if (!first.ok) return first;
  const factors = await factorsOf(user.id);
  const second =
    factors.length > 0
      ? await verifyFactor(factors, user.id, proof.factor ?? '', asking)
      : undefined;
  if (second?.ok === false) {
    await transaction(first.value.unused);
    return second;
  }
  const amr = bothOf(first.value.amr, second?.value.amr ?? []);
  const renewed = renewSession({ user, session }, { amr, authenticatedAt: new Date() });
  const isDone = await transaction(
    first.value.settle,
    second?.value.settle,
    renewed.write,
    record({ type: 'authn_confirmed', userId: user.id }),
  );
  if (isDone) return ok(renewed.ticket);
  // What was typed was right: it is no guess.
  if (!(await isStillHere({ session }))) await transaction(first.value.unused);
  return fail('wrong_credentials');
}

/** What is typed first: nobody with a password goes around it by their mailbox. */
async function verifyFirst(viewer: Viewer, proof: Proof, asking: string) {
  const { user } = viewer;
  const { password = '', code = '', flow = null, browser } = proof;
  if (await hasPassword(user.id)) return verifyPassword(user.email, password, asking);
  return flow ? verifyConfirmCode(viewer, flow, code, browser) : fail('not_mailed');
}
