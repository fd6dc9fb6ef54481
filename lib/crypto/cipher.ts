import 'server-only';
import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import { hmac } from '#lib/crypto/hmac';
import { keysFor, type Purpose } from '#lib/crypto/keys';
import { Latest } from '#lib/latest';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const REMEMBER = 10_000;

/**
 * A short text that only this server can read and nobody can change (AES-256-GCM, NIST SP 800-38D, the key of this
 * purpose). For what is made on every page, where `seal` would wait for the pool that password hashes keep busy.
 * The same text always looks the same, so that a page does: its nonce is made from it under a key of its own, as in
 * RFC 5297. It has no end of its own, so it must open nothing by itself. The latest ten thousand are remembered.
 */
export function encrypt(purpose: Purpose, text: string): string {
  const [key] = keysFor(purpose);
  const known = encrypted.get(key) ?? new Latest<string>(REMEMBER);
  encrypted.set(key, known);
  const made = known.get(text) ?? encryptUnder(key, text);
  known.set(text, made);
  return made;
}

/** By their key, so that they go with it. */
const encrypted = new WeakMap<Uint8Array, Latest<string>>();

function encryptUnder(key: Uint8Array, text: string): string {
  const nonce = nonceOf(key, text);
  const cipher = createCipheriv(ALGORITHM, createSecretKey(key), nonce);
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

function nonceOf(key: Uint8Array, text: string): Buffer {
  const own = hmac('sha256', key, 'nonce');
  return hmac('sha256', own, text).subarray(0, NONCE_BYTES);
}

function open(all: Buffer, key: Uint8Array): string | null {
  const options = { authTagLength: TAG_BYTES };
  const nonce = all.subarray(0, NONCE_BYTES);
  const cipher = createDecipheriv(ALGORITHM, createSecretKey(key), nonce, options);
  cipher.setAuthTag(all.subarray(-TAG_BYTES));
  try {
    const body = cipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([body, cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
