import 'server-only';
import { randomCrypt64 } from '#lib/accounts/hashes/crypt64';
import type { Family } from '#lib/accounts/hashes/hash';
import { inHashThread } from '#lib/accounts/hashes/in-thread';

const MD5 = /^\$1\$[./0-9A-Za-z]{0,8}\$[./0-9A-Za-z]{22}$/;
const SHA =
  /^(\$([56])\$(?:rounds=([1-9]\d{3,5})\$)?)([./0-9A-Za-z]{0,16})\$([./0-9A-Za-z]{43}|[./0-9A-Za-z]{86})$/;
/** passlib asks for 656,000. */
const MOST_ROUNDS = 700_000;
const LENGTHS: Record<string, number> = { 5: 43, 6: 86 };

/** Hashes of crypt(3): MD5 (`$1$`), SHA-256 (`$5$`) and SHA-512 (`$6$`), up to 700,000 rounds. */
export const unixCrypt: Family = {
  read(stored) {
    if (MD5.test(stored))
      return {
        work: 'md5-crypt',
        decoy: () => `$1$${randomCrypt64(8)}$${randomCrypt64(22)}`,
        matches: (typed) => inHashThread('md5', stored, typed),
      };
    const [, head = '', kind = '', rounds = 5000, salt = '', tag] = stored.match(SHA) ?? [];
    if (!tag || tag.length !== LENGTHS[kind] || Number(rounds) > MOST_ROUNDS) return null;
    return {
      work: head,
      decoy: () => `${head}${randomCrypt64(salt.length)}$${randomCrypt64(tag.length)}`,
      matches: (typed) => inHashThread('sha', stored, typed),
    };
  },
};
