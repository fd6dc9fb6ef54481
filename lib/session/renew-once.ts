import 'server-only';
import { hashSecret } from '#lib/crypto/tokens';
import type { Result } from '#lib/result';
import { readTicket, writeTicket } from '#lib/session/cookie';
import { contentOf, findOutcome, forgetOutcome, rememberWhile } from '#lib/session/once';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

/**
 * Does what renews the session once, however often the same form is sent in. Without scripts a double click sends it
 * twice, and the browser throws the first answer away, with the cookie: so the second is answered as the first was. In
 * this process only, and for a short while. A refusal is not kept: sending it again is another try.
 */
export async function renewOnce<Reason extends string>(
  formData: unknown,
  renew: () => Promise<Result<Ticket, Reason>>,
): Promise<Result<Ticket, Reason>> {
  const held = await readTicket();
  const form = contentOf(formData);
  if (!held || form === null) return renew();
  const same = findOutcome(keyOf(held));
  if (same?.form === form) return same.outcome as Promise<Result<Ticket, Reason>>;
  const outcome = renew();
  await rememberWhile(keyOf(held), { form, outcome }, keyOf);
  return outcome;
}

/**
 * The viewer whose session this very form has renewed a moment ago, and the ticket for their browser; null for
 * everybody else. A ticket that was replaced opens nothing else: it takes all that was in the form, the password too,
 * and there is one try. A session that has ended is over.
 */
export async function renewedBy(formData: unknown): Promise<Viewer | null> {
  const held = await readTicket();
  const same = held && findOutcome(keyOf(held));
  if (!same) return null;
  if (same.form !== contentOf(formData)) {
    if (same.doneAt) forgetOutcome(keyOf(held));
    return null;
  }
  const outcome = await same.outcome.catch(() => null);
  const found = outcome?.ok ? await findViewer(outcome.value) : null;
  if (!found || !outcome?.ok) return null;
  await writeTicket(outcome.value, found.viewer.session);
  return found.viewer;
}

const keyOf = ({ sessionId, secret }: Ticket) => hashSecret(`${sessionId} ${secret}`);
