import 'server-only';
import { pbkdf2 as derive } from 'node:crypto';
import { promisify } from 'node:util';
import {
  base64,
  type Family,
  fromBase64,
  isBase64,
  isSame,
  randomLike,
} from '#lib/accounts/hashes/hash';

const PHC =
  /^\$pbkdf2-(sha1|sha256|sha512)\$i=([1-9]\d{0,7})\$([A-Za-z0-9+/]{2,172})\$([A-Za-z0-9+/]{22,172})$/;
const BYTES: Record<string, number> = { sha1: 20, sha256: 32, sha512: 64 };
/** Rounds, counted again for each block that the key is longer than a digest: a second on a small machine. */
const MOST_ROUNDS = 2_000_000;

const DJANGO = /^pbkdf2_(sha1|sha256|sha512)\$(\d+)\$([^$]+)\$([A-Za-z0-9+/]+)={0,2}$/;
const PASSLIB = /^\$pbkdf2(?:-(sha256|sha512))?\$(\d+)\$([A-Za-z0-9./]+)\$([A-Za-z0-9./]+)$/;
/** As RustCrypto writes it, with the length of the key. */
const WITH_LENGTH = /^(\$pbkdf2-sha(?:1|256|512)\$i=\d+),l=\d+(\$.*)$/;

/**
 * PBKDF2 (RFC 8018) as a PHC string. Django, passlib and ASP.NET Core Identity (versions 2 and 3) write it in forms of their
 * own.
 */
export const pbkdf2: Family = {
  read(stored) {
    const [, digest = '', rounds, salt = '', tag = ''] = stored.match(PHC) ?? [];
    if (!tag || !isBase64(salt) || !isBase64(tag)) return null;
    const [wanted, iterations] = [fromBase64(tag), Number(rounds)];
    const blocks = Math.ceil(wanted.length / (BYTES[digest] ?? 1));
    if (iterations * blocks > MOST_ROUNDS) return null;
    const head = `$pbkdf2-${digest}$i=${rounds}$`;
    return {
      work: `${head}${blocks}`,
      decoy: () => `${head}${randomLike(salt)}$${randomLike(tag)}`,
      matches: async (typed) => {
        const key = await promisify(derive)(
          typed,
          fromBase64(salt),
          iterations,
          wanted.length,
          digest,
        );
        return isSame(key, wanted);
      },
    };
  },
  convert(text) {
    const [, named, times, salt = '', tag] = text.match(DJANGO) ?? [];
    if (named) return `$pbkdf2-${named}$i=${times}$${base64(Buffer.from(salt))}$${tag}`;
    const [all, digest = 'sha1', rounds, ...both] = text.match(PASSLIB) ?? [];
    if (all)
      return `$pbkdf2-${digest}$i=${rounds}$${both.map((one) => one.replaceAll('.', '+')).join('$')}`;
    const [, head, rest] = text.match(WITH_LENGTH) ?? [];
    return head ? `${head}${rest}` : fromIdentity(text);
  },
};

/** https://github.com/dotnet/aspnetcore: PasswordHasher. */
function fromIdentity(text: string): string | null {
  if (!/^[A-Za-z0-9+/]{60,200}={0,2}$/.test(text)) return null;
  const bytes = fromBase64(text);
  if (bytes[0] === 0 && bytes.length === 49)
    return `$pbkdf2-sha1$i=1000$${base64(bytes.subarray(1, 17))}$${base64(bytes.subarray(17))}`;
  const digest = ['sha1', 'sha256', 'sha512'][bytes.readUInt32BE(1)];
  const [rounds, saltBytes] = [bytes.readUInt32BE(5), bytes.readUInt32BE(9)];
  if (bytes[0] !== 1 || !digest || saltBytes < 16 || saltBytes > bytes.length - 29) return null;
  const [salt, key] = [bytes.subarray(13, 13 + saltBytes), bytes.subarray(13 + saltBytes)];
  return `$pbkdf2-${digest}$i=${rounds}$${base64(salt)}$${base64(key)}`;
}
