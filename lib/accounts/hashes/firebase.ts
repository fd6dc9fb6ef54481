import 'server-only';
import { createCipheriv } from 'node:crypto';
import { type Family, fromBase64, isBase64, isSame, randomLike } from '#lib/accounts/hashes/hash';
import { isSaneScrypt, runScrypt } from '#lib/accounts/hashes/scrypt';

const FORM =
  /^\$fbscrypt\$v=1,n=([1-9]\d?),r=([1-9]\d{0,2}),p=([1-9]\d?),ss=([A-Za-z0-9+/]{0,44}),sk=([A-Za-z0-9+/]{22,172})\$([A-Za-z0-9+/]{2,88})\$([A-Za-z0-9+/]{22,172})$/;
const KEY_BYTES = 32;

/**
 * What Firebase makes (https://github.com/firebase/scrypt): scrypt gives a key under which the signer key of the project
 * is encrypted. Written as Supabase writes it, without padding; the signer key and the salt separator are those of the project.
 */
export const firebase: Family = {
  read(stored) {
    const [, n, r, p, separator = '', signer = '', salt = '', tag = ''] = stored.match(FORM) ?? [];
    const cost = { ln: Number(n), r: Number(r), p: Number(p) };
    if (!tag || ![separator, signer, salt, tag].every(isBase64) || !isSaneScrypt(cost)) return null;
    const head = stored.slice(0, -`${salt}$${tag}`.length);
    const whole = Buffer.concat([fromBase64(salt), fromBase64(separator)]);
    return {
      work: `fbscrypt ${n} ${r} ${p}`,
      decoy: () => `${head}${randomLike(salt)}$${randomLike(tag)}`,
      matches: async (typed) => {
        const key = await runScrypt(typed, whole, KEY_BYTES, cost);
        const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
        return isSame(cipher.update(fromBase64(signer)), fromBase64(tag));
      },
    };
  },
  convert: (text) => (text.startsWith('$fbscrypt$') ? text.replace(/=+(?=[,$]|$)/g, '') : null),
};
