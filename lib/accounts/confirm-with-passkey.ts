import 'server-only';
import { type PasskeyProof, verifyPasskey } from '#lib/accounts/verify-passkey';
import { record } from '#lib/audit/record';
import { transaction } from '#lib/db/transaction';
import type { PasskeyFailure } from '#lib/factors/passkey/verify';
import { fail, ok, type Result } from '#lib/result';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

/**
 * Proves again that the viewer is who they are, by a passkey of theirs: it is two factors in one step, so it takes the
 * place of the password and of the factor. The session goes on under a new secret and counts as proven, as after
 * `reauthenticate`.
 */
export async function confirmWithPasskey(
  viewer: Viewer,
  proof: PasskeyProof,
): Promise<Result<Ticket, PasskeyFailure>> {
  const { id: userId } = viewer.user;
  const proven = await verifyPasskey(proof, 'confirm', userId);
  if (!proven.ok) return proven;
  const renewed = renewSession(viewer, proven.value);
  const isDone = await transaction(
    proven.value.settle,
    renewed.write,
    record({ type: 'authn_confirmed', userId }),
  );
  return isDone ? ok(renewed.ticket) : fail('wrong_passkey');
}
