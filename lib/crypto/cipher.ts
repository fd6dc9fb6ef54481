import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keysFor, type Purpose } from '#lib/crypto/keys';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A short text that only this server can read and nobody can change (AES-256-GCM, NIST SP 800-38D, a random
 * nonce, the key of this purpose). For what is made on every page, where `seal` would wait for the pool that
 * password hashes keep busy. It has no end of its own, so it must open nothing by itself.
 */
export function encrypt(purpose: Purpose, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keysFor(purpose)[0], nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

/** What was encrypted for this purpose, or null: forged, changed, foreign, or under a secret that is gone. */
export function decrypt(purpose: Purpose, encrypted: string): string | null {
  const all = Buffer.from(encrypted, 'base64url');
  if (all.length < NONCE_BYTES + TAG_BYTES) return null;
  for (const key of keysFor(purpose)) {
    const text = open(all, key);
    if (text !== null) return text;
  }
  return null;
}

function open(all: Buffer, key: Uint8Array): string | null {
  const options = { authTagLength: TAG_BYTES };
  const cipher = createDecipheriv(ALGORITHM, key, all.subarray(0, NONCE_BYTES), options);
  cipher.setAuthTag(all.subarray(-TAG_BYTES));
  try {
    const body = cipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([body, cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
