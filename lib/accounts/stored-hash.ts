import 'server-only';
import type { Hash } from '#lib/accounts/hashes/hash';
import { FAMILIES } from '#lib/accounts/hashes/list';

const LONGEST = 512;

/**
 * Reads what stands in the place of a password's hash: one of ours (argon2id), one that another program has made, or null.
 * Null is everything else: an unknown algorithm, an empty or broken hash, and one that asks for absurd work. An account
 * with null has no password: nothing opens it, and a mailed code sets one.
 */
export function readHash(stored: string | null | undefined): Hash | null {
  if (!stored || stored.length > LONGEST) return null;
  for (const { read } of FAMILIES) {
    const hash = read(stored);
    if (hash) return hash;
  }
  return null;
}

/** The form in which we store a hash that another program wrote; null when nobody could sign in with it here. */
export function storedFormOf(text: string): string | null {
  if (text.length > LONGEST) return null;
  const converted = FAMILIES.map(({ convert }) => convert?.(text)).find((form) => form);
  const form = converted ?? text;
  return readHash(form) ? form : null;
}
