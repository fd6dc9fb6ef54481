import 'server-only';
import { ISSUED, type Which } from '#lib/db/issued';
import { ringing, type Write } from '#lib/db/transaction';

/**
 * The write that ends all that was issued: sessions of browsers and programs, tokens, codes, flows, signing keys.
 * The caller writes one entry for all of it into the log.
 */
export const endIssued = (which: Which = () => undefined): Write =>
  ISSUED.map((table) => ringing((tx) => tx.delete(table).where(which(table.root)), 'all'));
