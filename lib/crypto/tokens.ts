import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Secret } from '#drizzle/columns';
import { hmac } from '#lib/crypto/hmac';

/** A secret nobody can guess: 256 random bits, base64url, 43 characters. */
export const randomSecret = (): Secret => randomBytes(32).toString('base64url');

/** A six-digit code, evenly distributed. Safe only with few tries and a short life. */
export const randomCode = (): Secret => String(randomInt(1_000_000)).padStart(6, '0');

/** What is stored of a secret of full entropy: SHA-256, hex. Never for passwords or codes. */
export const hashSecret = (secret: string): Secret => hash('sha256', secret, 'hex');

/** What is stored of a short code: HMAC-SHA-256 under a key that does not lie in the database. */
export const hashCode = (key: string | Uint8Array, code: string): Secret =>
  hmac('sha256', key, code).toString('hex');

/** Compares in a time that depends only on the lengths. */
export function equal(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
