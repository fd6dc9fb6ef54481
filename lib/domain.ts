import 'server-only';
import { domainToASCII } from 'node:url';

const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one canonical form of the domain of an address: lower case, ASCII (UTS 46). Null when it is none. Nothing is guessed: what
 * has a dot at its end is none, and a domain is not the one above it.
 */
export function canonicalDomain(typed: string): string | null {
  // Read as a URL's host, "x.test/y" or "x%2etest" would be cut or decoded: a domain has none of these.
  if (/[\s\p{Cc}/?#%:\\]/u.test(typed)) return null;
  const domain = domainToASCII(typed).toLowerCase();
  return domain.length <= 253 && DOMAIN.test(domain) ? domain : null;
}

/** What stands behind the @ of an address. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);
