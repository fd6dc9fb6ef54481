import 'server-only';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';

/**
 * What the log has of somebody in the list of a thing: no address, and nothing that can be turned back into one.
 * A person who sees the list can compare. A list of one, for what is written now; longer while a secret is replaced.
 */
export const marksOf = (thing: string, address: string): [string, ...string[]] => {
  const [first, ...others] = keysFor('person').map((key) =>
    hashCode(key, `log ${thing} ${address}`).slice(0, 24),
  );
  return [first as string, ...others];
};

/** The one for what is written into the log now. */
export const markOf = (thing: string, address: string) => marksOf(thing, address)[0];
