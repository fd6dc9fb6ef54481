import 'server-only';
import { verify } from '@node-rs/argon2';
import { normalizePassword } from '#lib/accounts/fields';
import { type Cost, type Family, isBase64, randomLike } from '#lib/accounts/hashes/hash';
import { env } from '#lib/env';

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
 * argon2id, argon2i and argon2d of version 19 as PHC strings (RFC 9106). The ceilings are 256 MiB of memory, and 1 GiB
 * as memory times passes (RFC 9106 4 and what libraries use by default lie below), or four times what the settings ask
 * for, whichever is more; 16 lanes. Django writes its name in front.
 */
export const argon2: Family = {
  read(stored) {
    const [, algorithm, memory, time, lanes, salt = '', tag = ''] = stored.match(PHC) ?? [];
    if (!algorithm || !TAG_LENGTHS.includes(tag.length)) return null;
    if (!isBase64(salt) || !isBase64(tag)) return null;
    const cost = {
      memoryCost: Number(memory),
      timeCost: Number(time),
      parallelism: Number(lanes),
    };
    if (!isSane(cost)) return null;
    const head = stored.slice(0, -`${salt}$${tag}`.length);
    return {
      work: `${head} ${tag.length}`,
      decoy: () => `${head}${randomLike(salt)}$${randomLike(tag)}`,
      matches: (typed) => verify(stored, normalizePassword(typed)),
      ...(algorithm === 'argon2id' && { cost }),
    };
  },
  convert: (text) => text.match(/^argon2(\$argon2.*)$/)?.[1] ?? null,
};

function isSane({ memoryCost, timeCost, parallelism }: Cost): boolean {
  const { ARGON2_MEMORY_KIB: memory, ARGON2_TIME: passes } = env();
  return (
    parallelism <= LANES &&
    memoryCost >= 8 * parallelism &&
    memoryCost <= Math.max(MEMORY_KIB, TIMES_CONFIGURED * memory) &&
    memoryCost * timeCost <= Math.max(MEMORY_TIMES_PASSES, TIMES_CONFIGURED * memory * passes)
  );
}
