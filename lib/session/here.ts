import 'server-only';
import { and, eq, type SQLWrapper, sql } from 'drizzle-orm';
import type { Secret } from '#drizzle/columns';
import { sessions } from '#drizzle/schema/sessions';
import { hashSecret } from '#lib/crypto/tokens';
import { expectRow, type Write } from '#lib/db/transaction';
import type { Ticket } from '#lib/session/ticket';
import { singleton } from '#lib/singleton';

type Through = { session: { id: string } };
type Table = Record<'id' | 'secretHash', SQLWrapper>;

/** By which secret each viewer asked, as its hash: beside them, for what a page is given has nothing of it. */
const shown = () => singleton('shown', () => new WeakMap<object, Secret>());

/** Notes by which secret, as its hash, the session of a viewer was opened. */
export const noteShown = ({ session }: Through, secretHash: Secret) =>
  void shown().set(session, secretHash);

/** What the viewer asks for further in this request, they ask for by this ticket: their session was renewed in it. */
export const asksBy = (viewer: Through, { secret }: Ticket) =>
  noteShown(viewer, hashSecret(secret));

/**
 * True for the row of the session that the viewer asked by, while it is there and under the secret that they showed. A
 * request takes its time: meanwhile somebody may have ended the session, or renewed it. `at`: the table by another name.
 */
export function isHere({ session }: Through, at: Table = sessions) {
  const secretHash = shown().get(session);
  return secretHash === undefined
    ? sql`1 = 0`
    : and(eq(at.id, session.id), eq(at.secretHash, secretHash));
}

/**
 * The write that changes nothing, and undoes what comes after it in `transaction` where the viewer is not signed in by this any
 * more: what ended a session, or took the place of its secret, has ended what was under way by it, too.
 */
export const whileHere = (viewer: Through): Write =>
  expectRow((tx) => tx.update(sessions).set({ id: sessions.id }).where(isHere(viewer)));
