import 'server-only';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import { isShared } from '#lib/db/client';
import { ok, type Result } from '#lib/result';
import {
  type AskedOfNodes,
  byTicket,
  onceAmongNodes,
  type Secrets,
  ticketElsewhere,
} from '#lib/session/among-nodes';
import { readTicket, writeTicket } from '#lib/session/cookie';
import { contentOf, fieldsOf, findOutcome, forgetOutcome, rememberWhile } from '#lib/session/once';
import { findViewer, type Viewer } from '#lib/session/store';
import { type Ticket, withAgreedTicket } from '#lib/session/ticket';

/**
 * Does what renews the session once, however often the same form is sent in. Without scripts a double click sends it
 * twice, and the browser throws the first answer away, with the cookie: so the second is answered as the first was, for
 * a short while; by this process, or on a database that several share by any. A refusal is not kept: sending it again is another try.
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
  const outcome = renewFirst(askedBy(held, formData), renew);
  await rememberWhile(keyOf(held), { form, outcome }, keyOf);
  return outcome;
}

/**
 * Does what renews the session once more in a request that has just renewed it, for a proof in the same form. The secret stays the one
 * that the proof gave: by that the second of a double click is known, here and at any node.
 */
export async function renewFurther<Reason extends string>(
  formData: unknown,
  renew: () => Promise<Result<Ticket, Reason>>,
): Promise<Result<Ticket, Reason>> {
  const ticket = await readTicket();
  const form = contentOf(formData);
  if (!ticket || form === null) return renew();
  const key = `${keyOf(ticket)}+`;
  const same = findOutcome(key);
  if (same?.form === form) return same.outcome as Promise<Result<Ticket, Reason>>;
  const agreed = { ticket, trustSecret: randomSecret(), settle: null };
  const outcome = withAgreedTicket(agreed, renew);
  await rememberWhile(key, { form, outcome });
  return outcome;
}

/** Whoever waits for another node finds the session under the ticket that both make. */
function renewFirst<Reason extends string>(
  asked: AskedOfNodes | null,
  renew: () => Promise<Result<Ticket, Reason>>,
): Promise<Result<Ticket, Reason>> {
  const given = async ({ ticket }: Secrets) => ((await findViewer(ticket)) ? ticket : null);
  return asked && isShared() ? onceAmongNodes(asked, renew, given) : renew();
}

function askedBy(held: Ticket, formData: unknown): AskedOfNodes | null {
  const form = fieldsOf(formData);
  return form === null ? null : { by: byTicket(held), form, renews: held };
}

/**
 * The viewer whose session this very form has renewed a moment ago, and the ticket for their browser; null for
 * everybody else. A ticket that was replaced opens nothing else: it takes all that was in the form, the password too,
 * and there is one try. A session that has ended is over.
 */
export async function renewedBy(formData: unknown): Promise<Viewer | null> {
  const held = await readTicket();
  if (held && isShared()) return renewedByAny(held, formData);
  const same = held && findOutcome(keyOf(held));
  if (!same) return null;
  if (same.form !== contentOf(formData)) {
    if (same.doneAt) forgetOutcome(keyOf(held));
    return null;
  }
  const outcome = await same.outcome.catch(() => null);
  return outcome?.ok ? takeOver(outcome.value) : null;
}

/**
 * The same where this or another node has renewed it. What this process remembers is not asked: a guess at any node has to
 * be the only one at all of them. What follows here finds it in memory.
 */
async function renewedByAny(held: Ticket, formData: unknown): Promise<Viewer | null> {
  const asked = askedBy(held, formData);
  const ticket = asked && (await ticketElsewhere(asked));
  const viewer = ticket && (await takeOver(ticket));
  if (!ticket || !viewer) return null;
  const form = contentOf(formData) ?? '';
  for (const one of [held, ticket])
    await rememberWhile(keyOf(one), { form, outcome: Promise.resolve(ok(ticket)) });
  return viewer;
}

async function takeOver(ticket: Ticket): Promise<Viewer | null> {
  const found = await findViewer(ticket);
  if (!found) return null;
  await writeTicket(ticket, found.viewer.session);
  return found.viewer;
}

const keyOf = (ticket: Ticket) => hashSecret(byTicket(ticket));
