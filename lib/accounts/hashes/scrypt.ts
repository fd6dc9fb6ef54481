import 'server-only';
import { scrypt as derive } from 'node:crypto';
import { promisify } from 'node:util';
import { normalizePassword } from '#lib/accounts/fields';
import {
  base64,
  type Family,
  fromBase64,
  isBase64,
  isSame,
  randomLike,
} from '#lib/accounts/hashes/hash';

const PHC =
  /^\$scrypt\$ln=([1-9]\d?),r=([1-9]\d{0,3}),p=([1-9]\d{0,2})\$([A-Za-z0-9+/]{2,172})\$([A-Za-z0-9+/]{22,172})$/;
/** In bytes: of memory, and of memory times passes. */
const MEMORY = 256 * 1024 * 1024;
const MEMORY_TIMES_PASSES = 2 * MEMORY;

const BETTER_AUTH = /^([0-9a-f]{32}):([0-9a-f]{128})$/;
const DJANGO = /^scrypt\$(\d+)\$([^$]+)\$(\d+)\$(\d+)\$([A-Za-z0-9+/]+)={0,2}$/;

/** The work of scrypt: the logarithm of N, the size of a block, and passes (RFC 7914 2). */
export type ScryptCost = { ln: number; r: number; p: number };

/** Whether the work is one that we take on, and one that there is. */
export const isSaneScrypt = ({ ln, r, p }: ScryptCost): boolean =>
  ln < 16 * r && 128 * r * 2 ** ln <= MEMORY && 128 * r * 2 ** ln * p <= MEMORY_TIMES_PASSES;

/** scrypt on the pool of threads; the password is text or bytes. */
export const runScrypt = (password: string, salt: Buffer, length: number, cost: ScryptCost) => {
  const { ln, r, p } = cost;
  const maxmem = 2 * 128 * r * (2 ** ln + p + 2);
  return promisify<string, Buffer, number, object, Buffer>(derive)(password, salt, length, {
    N: 2 ** ln,
    r,
    p,
    maxmem,
  });
};

/**
 * scrypt as a PHC string, with a password in NFKC, as Better Auth has it. Ceilings: 256 MiB, and twice that as memory
 * times passes. Better Auth writes `salt:key` in hexadecimal, and gives scrypt the salt as that text.
 */
export const scrypt: Family = {
  read(stored) {
    const [, ln, r, p, salt = '', tag = ''] = stored.match(PHC) ?? [];
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
    if (!tag || !isBase64(salt) || !isBase64(tag) || !isSaneScrypt(cost)) return null;
    const wanted = fromBase64(tag);
    const head = `$scrypt$ln=${ln},r=${r},p=${p}$`;
    return {
      work: head,
      decoy: () => `${head}${randomLike(salt)}$${randomLike(tag)}`,
      matches: async (typed) => {
        const password = normalizePassword(typed);
        return isSame(await runScrypt(password, fromBase64(salt), wanted.length, cost), wanted);
      },
    };
  },
  convert(text) {
    const [, hexSalt, hexKey] = text.match(BETTER_AUTH) ?? [];
    if (hexSalt && hexKey)
      return `$scrypt$ln=14,r=16,p=1$${base64(Buffer.from(hexSalt))}$${base64(Buffer.from(hexKey, 'hex'))}`;
    const [, n, salt, r, p, tag] = text.match(DJANGO) ?? [];
    if (!n || !salt || !tag) return null;
    return `$scrypt$ln=${Math.log2(Number(n))},r=${r},p=${p}$${base64(Buffer.from(salt))}$${tag}`;
  },
};
