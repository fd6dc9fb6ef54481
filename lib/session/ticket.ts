import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Secret } from '#drizzle/columns';
import { seal, unseal } from '#lib/crypto/seal';
import { hashSecret } from '#lib/crypto/tokens';
import type { Write } from '#lib/db/transaction';
import { Latest } from '#lib/latest';
import { PERSISTENT_SESSION } from '#lib/session/lifetimes';
import { singleton } from '#lib/singleton';

/** What the browser carries, sealed: which session, and the proof that it was given to this browser. */
export type Ticket = { sessionId: string; secret: Secret };

const REMEMBER = 10_000;
const TTL_SECONDS = PERSISTENT_SESSION.absoluteSeconds;

export const sealTicket = ({ sessionId, secret }: Ticket) =>
  seal('session', { sessionId, secret }, TTL_SECONDS);

/**
 * Opens a sealed cookie: null when it is forged, foreign or was sealed for something else. Opening costs
 * a third of a millisecond in a pool that password hashes keep busy, so the latest ten thousand are
 * remembered by the hash of the whole cookie. Safe, because a ticket alone opens nothing: the row decides.
 */
export async function openTicket(sealed: string): Promise<Ticket | null> {
  const remembered = singleton('tickets', () => new Latest<Ticket>(REMEMBER));
  const key = hashSecret(sealed);
  const known = remembered.get(key);
  if (known) return known;
  const { sessionId, secret } = (await unseal('session', sealed, TTL_SECONDS)) ?? {};
  if (typeof sessionId !== 'string' || typeof secret !== 'string') return null;
  remembered.set(key, { sessionId, secret });
  return { sessionId, secret };
}

/** The ticket that nodes have agreed on for an act, the secret of a browser that is trusted in it, and what belongs into its transaction: see lib/session/among-nodes. */
export type Agreed = { ticket: Ticket; trustSecret: Secret; settle: Write };
const agreements = () => singleton('agreed-ticket', () => new AsyncLocalStorage<Agreed>());

/** The one that the act under way has to give; null: one of its own. */
export const agreedTicket = (): Agreed | null => agreements().getStore() ?? null;

/** Does what gives this ticket and no other. */
export const withAgreedTicket = <Value>(agreed: Agreed, act: () => Value): Value =>
  agreements().run(agreed, act);
