import 'server-only';
import { sessions } from '#drizzle/schema/sessions';
import { ISSUED, type Which } from '#lib/db/issued';
import { ringing, type Write } from '#lib/db/transaction';
import { tellSites } from '#lib/session/tell-sites';

/**
 * The write that ends all that was issued: sessions of browsers and programs, tokens, codes, flows, signing keys. The
 * sites that people signed in to are told. The caller writes one entry for all of it into the log.
 */
export const endIssued = (which: Which = () => undefined): Write => [
  tellSites(which(sessions.root)),
  ISSUED.map((table) => ringing((tx) => tx.delete(table).where(which(table.root)), 'all')),
];
