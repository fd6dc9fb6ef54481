import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { codes } from '#drizzle/schema';
import type { Tx } from '#lib/db/together';

/**
 * The write that ends every code which waits for this mailbox: who asked for one before the account got a new
 * password, another address or was shut must not use it after that.
 */
export const endCodes = (tx: Tx, email: string) =>
  tx
    .update(codes)
    .set({ triesLeft: 0 })
    .where(and(eq(codes.email, email), isNull(codes.redeemedAt)));
