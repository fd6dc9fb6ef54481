import 'server-only';
import { hash } from 'node:crypto';
import { randomCrypt64 } from '#lib/accounts/hashes/crypt64';
import type { Family } from '#lib/accounts/hashes/hash';
import { inHashThread } from '#lib/accounts/hashes/in-thread';
import { hmac } from '#lib/crypto/hmac';

/** Up to 14, which is two seconds on a small machine. 2x is what a faulty program once wrote. */
const COST = '(?<cost>0[4-9]|1[0-4])';
/** As passlib writes it beside its own marks. */
const SHORT_COST = '(?<cost>[4-9]|1[0-4])';
const SALT = '(?<salt>[./A-Za-z0-9]{22})';
const TAG = '(?<tag>[./A-Za-z0-9]{31})';

/** How the hash is written, and what bcrypt is given in the place of the password: its input ends after 72 bytes. */
const FORMS: { form: RegExp; given: (typed: string, salt: string) => string }[] = [
  { form: written(`\\$2[aby]\\$${COST}\\$${SALT}${TAG}`), given: (typed) => typed },
  // Django: BCryptSHA256PasswordHasher.
  {
    form: written(`bcrypt_sha256\\$\\$2[aby]\\$${COST}\\$${SALT}${TAG}`),
    given: (typed) => hash('sha256', typed, 'hex'),
  },
  // passlib: bcrypt_sha256 of version 2, and the one before.
  {
    form: written(`\\$bcrypt-sha256\\$v=2,t=2b,r=${SHORT_COST}\\$${SALT}\\$${TAG}`),
    given: (typed, salt) => hmac('sha256', salt, typed).toString('base64'),
  },
  {
    form: written(`\\$bcrypt-sha256\\$2b,${SHORT_COST}\\$${SALT}\\$${TAG}`),
    given: (typed) => hash('sha256', typed, 'base64'),
  },
  // WordPress since 6.8: wp_hash_password.
  {
    form: written(`\\$wp\\$2y\\$${COST}\\$${SALT}${TAG}`),
    given: (typed) => hmac('sha384', 'wp-sha384', trimmed(typed)).toString('base64'),
  },
];

function written(form: string) {
  return new RegExp(`^${form}$`);
}

/** bcrypt as 2a, 2b and 2y, alone and behind the fast hashes that several programs put before it. */
export const bcrypt: Family = {
  read(stored) {
    for (const { form, given } of FORMS) {
      const found = stored.match(form)?.groups;
      if (!found) continue;
      const { salt = '', tag } = found;
      const cost = found['cost']?.padStart(2, '0');
      return {
        work: `bcrypt ${cost}`,
        decoy: () => `$2b$${cost}$${randomCrypt64(22)}${randomCrypt64(31)}`,
        matches: (typed) => inHashThread('bcrypt', `$2b$${cost}$${salt}${tag}`, given(typed, salt)),
      };
    }
    return null;
  },
  convert: (text) => text.match(/^bcrypt(\$\$2[aby]\$.*)$/)?.[1]?.slice(1) ?? null,
};

/** As trim() of PHP does. */
const trimmed = (typed: string) => typed.replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, '');
