import { addPasskey } from '#lib/accounts/passkeys/add';
import { askToEnrol, askToSignIn } from '#lib/accounts/passkeys/ask';
import { signInWithPasskey } from '#lib/accounts/sign-in-with-passkey';
import { hashSecret } from '#lib/crypto/tokens';
import { noteShown } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { Authenticator, type Behaviour } from '#lib/testing/passkey.test-support';

/** The secret of the browser of these tests. */
export const SECRET = 'the secret of this browser';

/** What was asked for, of an act that was not refused. */
export function given<Value>(
  outcome: { ok: true; value: Value } | { ok: false; reason: string },
): Value {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** An authenticator with a passkey of this person. */
export async function enrol(viewer: Viewer, behaviour: Behaviour = {}) {
  const authenticator = new Authenticator(behaviour);
  const answer = authenticator.create(given(await askToEnrol(viewer, SECRET)));
  const { id, ticket } = given(await addPasskey(viewer, { answer, secret: SECRET }));
  // What they ask for next they ask for by the new secret.
  noteShown(viewer, hashSecret(ticket.secret));
  return { authenticator, id, ticket };
}

export const asksToSignIn = async () => given(await askToSignIn(SECRET));

/** Sends an answer from the sign-in page. */
export const signInBy = (
  answer: string,
  secret: string | null = SECRET,
  previous: Ticket | null = null,
) =>
  signInWithPasskey({
    proof: { answer, secret },
    isPersistent: false,
    previous,
    browserOf: async () => 'known',
  });
