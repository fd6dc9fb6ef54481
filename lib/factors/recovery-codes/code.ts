import 'server-only';
import type { Secret } from '#drizzle/columns';
import { hmac } from '#lib/crypto/hmac';
import { keysFor, rootNames } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { base32, inGroups } from '#lib/factors/base32';
import { codeFrom } from '#lib/text';

/** How many somebody has at most. */
const CODES = 10;
/** 80 bits each: nobody guesses one, so there is nothing to slow down. */
const BYTES = 10;
/** Crockford's: no sign that is read as another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LONGEST_TYPED = 100;

/**
 * The ten codes that a form with this number makes for this person: the same form makes the same ones, so that one which
 * is sent twice, or asked for as a file, makes no others. Nobody finds them without the key and the number, which is
 * random and kept nowhere.
 */
export const codesOf = (userId: string, form: string): string[] =>
  Array.from({ length: CODES }, (_, nth) => {
    const made = hmac(
      'sha256',
      keysFor('new-recovery-codes')[0],
      JSON.stringify([userId, form, nth]),
    );
    return inGroups(base32(made.subarray(0, BYTES), SIGNS), '-');
  });

/** A code that was typed, as it was made but for the dashes: small letters, blanks and look-alikes are read. Else empty. */
export function readCode(typed: string): string {
  if (typed.length > LONGEST_TYPED) return '';
  const code = codeFrom(typed).toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === (BYTES * 8) / 5 && [...code].every((sign) => SIGNS.includes(sign))
    ? code
    : '';
}

/**
 * What a code is found by: the name of a root secret and the HMAC under it, for each root secret, the one that is used
 * now first.
 */
export const handlesOf = (userId: string, code: string): [Secret, ...Secret[]] =>
  keysFor('recovery-code').map(
    (key, nth) => `${rootNames()[nth]}.${hashCode(key, `${userId}:${readCode(code)}`)}`,
  ) as [Secret, ...Secret[]];
