import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import type { Secret } from '#drizzle/columns';
import { costOf, currentCost, decoyFor } from '#lib/accounts/decoy';
import { inTurn } from '#lib/accounts/password-queue';
import { isTooLong, normalizePassword } from '#lib/accounts/rules';

/**
 * The argon2id hash of a password as a PHC string; 16-byte salt and 32-byte tag are the library's defaults.
 * Throws HashingBusy when too many are waiting.
 */
export const hashPassword = (password: string): Promise<Secret> =>
  inTurn(() => hash(normalizePassword(password), currentCost()));

/**
 * Whether this is the password behind the hash stored for an address. For an address without an account
 * (`stored` undefined) it does the same work against a decoy, so that time tells nothing. Too long a
 * password is no work at all, for both alike. Throws HashingBusy when too many are waiting.
 */
export async function passwordMatches(
  email: string,
  stored: string | undefined,
  password: string,
): Promise<boolean> {
  if (isTooLong(password)) return false;
  const against = stored ?? (await decoyFor(email));
  const matches = await inTurn(() => verify(against, normalizePassword(password)));
  return matches && stored !== undefined;
}

/** Whether a stored hash was made with less work than is asked for now. */
export function isOutdated(stored: string): boolean {
  const [made, wanted] = [costOf(stored), currentCost()];
  return made.memoryCost < wanted.memoryCost || made.timeCost < wanted.timeCost;
}
