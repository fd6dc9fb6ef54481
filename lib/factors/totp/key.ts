import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Secret } from '#drizzle/columns';
import { rootNames } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import { base32, fromBase32, RFC4648 } from '#lib/factors/base32';
import { siteName } from '#lib/product/brand';

/** As long as what HMAC-SHA-1 makes (RFC 4226 4, R6). */
const KEY_BYTES = 20;
const NAME_END = '.';

export const newKey = (): Uint8Array => randomBytes(KEY_BYTES);

/** The key of an app as it is stored: the name of the root secret, and the key sealed for this person and nobody else. */
export async function sealKey(key: Uint8Array, userId: string): Promise<Secret> {
  const sealed = await seal('totp', { userId, key: Buffer.from(key).toString('base64url') }, 0);
  return `${rootNames()[0]}${NAME_END}${sealed}`;
}

/** What was sealed for this person; null when it is another's, or lies under a root secret that is gone. */
export async function openKey(stored: Secret, userId: string): Promise<Uint8Array | null> {
  const data = await unseal('totp', stored.slice(stored.indexOf(NAME_END) + 1), 0);
  return data?.['userId'] === userId ? Buffer.from(String(data['key']), 'base64url') : null;
}

/** Whether it lies under the root secret that seals now. */
export const isNewest = (stored: Secret): boolean =>
  stored.startsWith(`${rootNames()[0]}${NAME_END}`);

/** The key as people type it, in base32 (RFC 4648 6). */
export const typedKey = (key: Uint8Array): string => base32(key, RFC4648);

/** The key that was typed so, with whatever blanks and padding; null for what is none. */
export const keyTyped = (text: string): Uint8Array | null =>
  fromBase32(text.replace(/[\s=-]/g, '').toUpperCase(), RFC4648);

/** What the picture says to an app: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function keyUri(key: Uint8Array, email: string): string {
  // No colon: it ends the issuer in what people see.
  const issuer = encodeURIComponent(siteName().replaceAll(':', ' '));
  const account = encodeURIComponent(email);
  return `otpauth://totp/${issuer}:${account}?secret=${typedKey(key)}&issuer=${issuer}`;
}
