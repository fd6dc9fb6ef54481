import 'server-only';
import { hkdfSync } from 'node:crypto';
import type { Secret } from '#drizzle/columns';
import { env } from '#lib/env';
import { kept } from '#lib/kept';

/** What a key may be used for. A new use gets a new name, never a key that exists. */
export const PURPOSES = [
  'session',
  'flow',
  'browser',
  'pending',
  'code',
  'mail',
  'limit',
  'signing',
  'refresh',
  'user-code',
  'person',
  'oauth-cookie',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * The keys for one purpose, one per root secret, the one that seals first (HKDF-SHA-256, RFC 5869).
 * Putting a new secret in front of SESSION_SECRET keeps everything readable that the old one sealed.
 */
export function keysFor(purpose: Purpose): [Secret, ...Secret[]] {
  const known = kept('keys', () => new Map<Purpose, [Secret, ...Secret[]]>());
  const found = known.get(purpose);
  if (found) return found;
  const derived = env().secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, 'gatehouse', `gatehouse/${purpose}`, 32)).toString(
      'base64url',
    ),
  ) as [Secret, ...Secret[]];
  known.set(purpose, derived);
  return derived;
}
