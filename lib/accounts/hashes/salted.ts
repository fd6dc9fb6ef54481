import 'server-only';
import { hash } from 'node:crypto';
import {
  base64,
  type Family,
  fromBase64,
  isBase64,
  isSame,
  randomLike,
} from '#lib/accounts/hashes/hash';

const FORM =
  /^\$salted-(md5|sha1|sha256|sha512)\$at=(prefix|suffix)\$([A-Za-z0-9+/]{2,172})\$([A-Za-z0-9+/]{22,86})$/;
const BYTES: Record<string, number> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

const LDAP = /^\{SSHA(256|512)?\}([A-Za-z0-9+/]+)={0,2}$/i;
const DJANGO = /^(md5|sha1)\$([^$]+)\$([0-9a-f]{32}|[0-9a-f]{40})$/;

/**
 * One digest of password and salt, before or behind: LDAP ({SSHA}), Auth0 and old Django. Anybody who has the rows guesses
 * such passwords by the billion; here it is stored no longer than until the next sign-in.
 */
export const salted: Family = {
  read(stored) {
    const [, digest = '', at, salt = '', tag = ''] = stored.match(FORM) ?? [];
    const wanted = fromBase64(tag);
    if (!isBase64(salt) || !isBase64(tag) || wanted.length !== BYTES[digest]) return null;
    const head = `$salted-${digest}$at=${at}$`;
    return {
      work: `salted ${digest}`,
      decoy: () => `${head}${randomLike(salt)}$${randomLike(tag)}`,
      matches: async (typed) => {
        const [password, bytes] = [Buffer.from(typed), fromBase64(salt)];
        const parts = at === 'prefix' ? [bytes, password] : [password, bytes];
        return isSame(hash(digest, Buffer.concat(parts), 'buffer'), wanted);
      },
    };
  },
  convert(text) {
    const [, bits, packed = ''] = text.match(LDAP) ?? [];
    if (packed) {
      const [digest, bytes] = [`sha${bits ?? '1'}`, fromBase64(packed)];
      const [tag, salt] = [bytes.subarray(0, BYTES[digest]), bytes.subarray(BYTES[digest])];
      return saltedHash(digest, 'suffix', salt, tag);
    }
    const [, digest, salt = '', hex = ''] = text.match(DJANGO) ?? [];
    return digest ? saltedHash(digest, 'prefix', Buffer.from(salt), Buffer.from(hex, 'hex')) : null;
  },
};

/** The stored form of such a hash, of its parts. */
export const saltedHash = (digest: string, at: string, salt: Uint8Array, tag: Uint8Array): string =>
  `$salted-${digest}$at=${at}$${base64(salt)}$${base64(tag)}`;
