import 'server-only';
import { currentClient, networkOf, siteOf } from '#lib/request/client';

/**
 * Whose budget a request spends under a limit by network: that of the caller's network; or, from a browser
 * that signed in to the account before, one of its own there, which no neighbour behind the same address spends.
 */
export function networkKey(browser: string | null = null): string {
  const network = networkOf(currentClient().address);
  return browser ? `${network} ${browser}` : network;
}

/** Whose share of what is shared out to networks: see `siteOf`. */
export const siteKey = (): string => siteOf(currentClient().address);
