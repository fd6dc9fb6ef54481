import 'server-only';
import { hkdfSync } from 'node:crypto';
import { env } from '#lib/env';
import { kept } from '#lib/kept';

/** What a key may be used for. A new use gets a new name, never a key that exists. */
export type Purpose =
  | 'session'
  | 'flow'
  | 'browser'
  | 'pending'
  | 'code'
  | 'mail'
  | 'limit'
  | 'signing'
  | 'refresh'
  | 'user-code'
  | 'person';

/**
 * The keys for one purpose, one per root secret, the one that seals first (HKDF-SHA-256, RFC 5869).
 * Putting a new secret in front of SESSION_SECRET keeps everything readable that the old one sealed.
 */
export function keysFor(purpose: Purpose): [string, ...string[]] {
  const known = kept('keys', () => new Map<Purpose, [string, ...string[]]>());
  const found = known.get(purpose);
  if (found) return found;
  const derived = env().secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, 'gatehouse', `gatehouse/${purpose}`, 32)).toString(
      'base64url',
    ),
  ) as [string, ...string[]];
  known.set(purpose, derived);
  return derived;
}
