import 'server-only';
import { env } from '#lib/env';

/** The work a hash is made with: memory in KiB, passes, lanes. */
export type Cost = { memoryCost: number; timeCost: number; parallelism: number };

/** A stored hash that a password can be compared with. */
export type Usable = { phc: string; isArgon2id: boolean; cost: Cost };

const LONGEST = 256;
const PHC =
  /^\$(argon2(?:id|i|d))\$v=19\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,7})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/;
/** Of a tag, in characters: 16, 20, 24, 32, 48 or 64 bytes. Another is one that was cut off. */
const TAG_LENGTHS = [22, 27, 32, 43, 64, 86];

/** What a hash may cost at least, and so many times what the settings ask for now. */
const MEMORY_KIB = 256 * 1024;
const MEMORY_TIMES_PASSES = 1024 * 1024;
const TIMES_CONFIGURED = 4;
const LANES = 16;

/**
 * Reads what stands in the place of a password's hash: argon2id, argon2i or argon2d of version 19 as a PHC
 * string, or null. Null is everything else: another algorithm, an empty or broken one, and one that asks for
 * absurd work. The ceilings are 256 MiB of memory, and 1 GiB as memory times passes (RFC 9106 4 and what
 * libraries use by default lie below), or four times what the settings ask for, whichever is more; 16 lanes.
 * An account with null has no password: nothing opens it, and a mailed code sets one.
 */
export function readHash(stored: string | null | undefined): Usable | null {
  if (!stored || stored.length > LONGEST) return null;
  const [, algorithm, memory, time, lanes, salt = '', tag = ''] = stored.match(PHC) ?? [];
  if (!algorithm || !TAG_LENGTHS.includes(tag.length)) return null;
  if (!isBase64(salt) || !isBase64(tag)) return null;
  const cost = {
    memoryCost: Number(memory),
    timeCost: Number(time),
    parallelism: Number(lanes),
  };
  return isSane(cost) ? { phc: stored, isArgon2id: algorithm === 'argon2id', cost } : null;
}

function isSane({ memoryCost, timeCost, parallelism }: Cost): boolean {
  const { ARGON2_MEMORY_KIB: memory, ARGON2_TIME: passes } = env();
  return (
    parallelism <= LANES &&
    memoryCost >= 8 * parallelism &&
    memoryCost <= Math.max(MEMORY_KIB, TIMES_CONFIGURED * memory) &&
    memoryCost * timeCost <= Math.max(MEMORY_TIMES_PASSES, TIMES_CONFIGURED * memory * passes)
  );
}

/** Base64 without padding in its one form (RFC 4648 3.5): the library refuses any other. */
const isBase64 = (text: string) =>
  Buffer.from(text, 'base64').toString('base64').replaceAll('=', '') === text;
