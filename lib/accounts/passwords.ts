import 'server-only';
import { hash } from '@node-rs/argon2';
import type { Secret } from '#drizzle/columns';
import { currentCost, decoyFor } from '#lib/accounts/decoy';
import { isTooLong, normalizePassword } from '#lib/accounts/fields';
import { inTurn } from '#lib/accounts/password-queue';
import { readHash } from '#lib/accounts/stored-hash';

/**
 * The argon2id hash of a password as a PHC string; 16-byte salt and 32-byte tag are the library's defaults.
 * Throws HashingBusy when too many are waiting.
 */
export const hashPassword = (password: string): Promise<Secret> =>
  inTurn(() => hash(normalizePassword(password), currentCost()));

/**
 * Whether this is the password behind the hash stored for an address. Without an account (`stored`
 * undefined), and for an account without a usable hash (see `readHash`), it does the same work against a
 * decoy, so that time tells nothing. Too long a password is no work at all, for all alike. Throws
 * HashingBusy when too many are waiting.
 */
export async function passwordMatches(
  email: string,
  stored: string | null | undefined,
  password: string,
): Promise<boolean> {
  if (isTooLong(password)) return false;
  const own = readHash(stored);
  const against = own ?? readHash(await decoyFor(email));
  const matches = await inTurn(async () => (await against?.matches(password)) ?? false);
  return matches && own !== null;
}

/** Whether a stored hash was made with less work than is asked for now, or in another way. */
export function isOutdated(stored: string): boolean {
  const [made, wanted] = [readHash(stored)?.cost, currentCost()];
  if (!made) return true;
  return made.memoryCost < wanted.memoryCost || made.timeCost < wanted.timeCost;
}
