import 'server-only';
import { hash } from 'node:crypto';
import { crypt64, SIGNS64 } from '#lib/accounts/hashes/crypt64';

const GROUPS = [[2, 1, 0], [5, 4, 3], [8, 7, 6], [11, 10, 9], [14, 13, 12], [15]];
const SALT_AT = 4;
const TAG_AT = 12;

/** What phpass (https://www.openwall.com/phpass/) makes of a password with the salt and rounds of this hash. */
export function phpassDigest(typed: string, stored: string): string {
  const password = Buffer.from(typed);
  const rounds = 2 ** SIGNS64.indexOf(stored.charAt(SALT_AT - 1));
  const salt = Buffer.from(stored.slice(SALT_AT, TAG_AT));
  let digest = hash('md5', Buffer.concat([salt, password]), 'buffer');
  for (let round = 0; round < rounds; round++)
    digest = hash('md5', Buffer.concat([digest, password]), 'buffer');
  return stored.slice(0, TAG_AT) + crypt64(digest, GROUPS);
}
