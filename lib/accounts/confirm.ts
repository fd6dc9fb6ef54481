import 'server-only';
import { type PasswordFailure, provePassword } from '#lib/accounts/prove-password';
import { record } from '#lib/audit/record';
import { transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

/**
 * Proves again that the viewer is who they are, by their password, out of the same budget of guesses as
 * every other door; in a browser that is not known, out of one that this session has for itself. The session goes on under a new secret and counts as proven for ten minutes.
 */
export async function confirm(
  viewer: Viewer,
  proof: { password: string; browser: string | null },
): Promise<Result<Ticket, PasswordFailure>> {
  const who = proof.browser ?? viewer.session.id;
  const outcome = await provePassword(viewer.user.email, proof.password, who);
  if (!outcome.ok) return outcome;
  const renewed = renewSession(viewer, outcome.value);
  const isDone = await transaction(
    outcome.value.settle,
    renewed.write,
    record({ type: 'authn_confirmed', userId: viewer.user.id }),
  );
  return isDone ? ok(renewed.ticket) : fail('wrong_credentials');
}
