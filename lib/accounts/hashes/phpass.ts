import 'server-only';
import { randomCrypt64 } from '#lib/accounts/hashes/crypt64';
import type { Family } from '#lib/accounts/hashes/hash';
import { inHashThread } from '#lib/accounts/hashes/in-thread';

/** The third sign is the logarithm of the rounds: 5 (128) to G (262,144). Programs ask for B (8,192). */
const FORM = /^\$[PH]\$([3-9A-G])[./0-9A-Za-z]{8}[./0-9A-Za-z]{22}$/;

/** phpass, as WordPress (`$P$`) and phpBB (`$H$`) have it: MD5, again and again. */
export const phpass: Family = {
  read(stored) {
    const [, rounds] = stored.match(FORM) ?? [];
    if (!rounds) return null;
    return {
      work: `phpass ${rounds}`,
      decoy: () => `$P$${rounds}${randomCrypt64(30)}`,
      matches: (typed) => inHashThread('phpass', stored, typed),
    };
  },
};
