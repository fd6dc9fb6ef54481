import 'server-only';
import { derive, rootName, rootOf } from '#lib/crypto/roots';
import { env } from '#lib/env';
import { singleton } from '#lib/singleton';

/** What a key may be used for. A new use gets a new name, never a key that exists. See docs/keys.md. */
export const PURPOSES = [
  'session',
  'flow',
  'form-number',
  'browser',
  'flash',
  'pending',
  'code',
  'mail',
  'limit',
  'signing',
  'record',
  'refresh',
  'user-code',
  'client',
  'person',
  'oauth-cookie',
  'form',
  'challenge',
  'totp',
  'recovery-code',
  'new-recovery-codes',
  'trusted',
  'passkey',
  'user-handle',
  'provider',
  'provider-flow',
  'provider-browser',
  'new-personal-token',
  'webhook',
  'again',
  'checkpoint',
] as const;
export type Purpose = (typeof PURPOSES)[number];

type PerRoot<Value> = [Value, ...Value[]];

/**
 * The keys for one purpose, 256 bits each, one per root secret, the one that seals first. Putting a new secret in
 * front of SESSION_SECRET keeps everything readable that the old one sealed: whatever is looked up or compared
 * under a key is looked up under each of them.
 */
export function keysFor(purpose: Purpose): PerRoot<Uint8Array> {
  const { roots, keys } = known();
  const found = keys.get(purpose);
  if (found) return found;
  const derived = roots.map((root) => derive(root, purpose)) as PerRoot<Uint8Array>;
  keys.set(purpose, derived);
  return derived;
}

/** The names of the root secrets, in the same order. What is issued notes the first: see lib/server/bind. */
export const rootNames = (): PerRoot<string> => known().names;

const known = () =>
  singleton('keys', () => {
    const roots = env().secrets.map(rootOf);
    const names = roots.map(rootName) as PerRoot<string>;
    return { roots, names, keys: new Map<Purpose, PerRoot<Uint8Array>>() };
  });
