import 'server-only';
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { inTurn } from '#lib/accounts/password-queue';
import { isTooLong, normalizePassword } from '#lib/accounts/rules';
import { env } from '#lib/env';
import { kept } from '#lib/kept';

// argon2id, 16-byte salt and 32-byte tag are the library's defaults; the PHC string says all of it.
const cost = () => ({
  memoryCost: env().ARGON2_MEMORY_KIB,
  timeCost: env().ARGON2_TIME,
  parallelism: 1,
});

/** The argon2id hash of a password as a PHC string. Throws HashingBusy when too many are waiting. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalizePassword(password), cost()));

/**
 * Whether this is the password behind the stored hash. For an account that does not exist (`undefined`)
 * it does the same work against a decoy, so that time tells nothing. Too long a password is no work at
 * all, for both alike. Throws HashingBusy when too many are waiting.
 */
export async function passwordMatches(
  stored: string | undefined,
  password: string,
): Promise<boolean> {
  if (isTooLong(password)) return false;
  const against = stored ?? (await decoy());
  const matches = await inTurn(() => verify(against, normalizePassword(password)));
  return matches && stored !== undefined;
}

/** Whether a stored hash was made with less work than is asked for now. */
export function isOutdated(stored: string): boolean {
  const [, memory = 0, time = 0] = stored.match(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/) ?? [];
  return Number(memory) < env().ARGON2_MEMORY_KIB || Number(time) < env().ARGON2_TIME;
}

/** A hash that nothing matches, made with the parameters in force; made once, before anybody asks. */
export const decoy = () => kept('decoy', () => hash(randomBytes(32), cost()));
