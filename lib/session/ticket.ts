import 'server-only';
import type { Secret } from '#drizzle/columns';
import { seal, unseal } from '#lib/crypto/seal';
import { hashSecret } from '#lib/crypto/tokens';
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
