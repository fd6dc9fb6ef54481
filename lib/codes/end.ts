import 'server-only';
import { and, eq, isNull, notLike, sql } from 'drizzle-orm';
import type { Secret } from '#drizzle/columns';
import { codes } from '#drizzle/schema/codes';
import type { Tx } from '#lib/db/transaction';

/** Stands in front of the stored hash of a code that opens nothing any more. */
const ENDED = 'ended:';

/**
 * The write that ends every code which waits for this mailbox: a person who asked for one before the account got a new
 * password, another address, was shut or deleted must not use it after that. A person who does not know the code sees
 * nothing of it: the flow goes on as one for an address that nobody has, else its end would tell that somebody does.
 */
export const endCodes = (email: string) => (tx: Tx) =>
  tx
    .update(codes)
    .set({ codeHash: sql`${ENDED} || ${codes.codeHash}` })
    .where(
      and(eq(codes.email, email), isNull(codes.redeemedAt), notLike(codes.codeHash, `${ENDED}%`)),
    );

/** The hash of a code as it was before it ended, and whether it has. */
export function readStored(stored: Secret): { hash: Secret; isEnded: boolean } {
  const isEnded = stored.startsWith(ENDED);
  return { hash: isEnded ? stored.slice(ENDED.length) : stored, isEnded };
}
