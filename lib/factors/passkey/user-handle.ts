import 'server-only';
import type { Secret } from '#drizzle/columns';
import { hmac } from '#lib/crypto/hmac';
import { keysFor, rootNames } from '#lib/crypto/keys';

/**
 * What a new passkey calls the account (WebAuthn user handle): 64 bytes that nobody without our key tells from random
 * ones, or from those of another account; the same each time, so that a device that makes one again replaces the old
 * one. Under another root secret it is another; each row keeps its own.
 */
export function userHandleFor(userId: string, root = rootNames()[0]): Secret {
  const keys = keysFor('user-handle');
  const key = keys[rootNames().indexOf(root)] ?? keys[0];
  return hmac('sha512', key, userId).toString('base64url');
}
