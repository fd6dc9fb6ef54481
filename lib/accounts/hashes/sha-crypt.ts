import 'server-only';
import { afterRounds, digestOf, forBits } from '#lib/accounts/hashes/crypt-rounds';
import { crypt64 } from '#lib/accounts/hashes/crypt64';

const DEFAULT_ROUNDS = 5000;

/** The order in which the bytes are written: each group of three is the one before, moved by a step. */
const groupsOf = (step: number, [first, ...more]: number[], last: number[]) => {
  const places = [first ?? 0, ...more];
  const size = places.length * (places[1] ?? 0);
  const groups = Array.from({ length: size / 3 }, (_, nth) =>
    places.map((place) => (place + nth * step) % size),
  );
  return [...groups, last];
};

const KINDS = {
  5: { digest: 'sha256', groups: groupsOf(21, [0, 10, 20], [31, 30]) },
  6: { digest: 'sha512', groups: groupsOf(22, [0, 21, 42], [63]) },
} as const;

const FORM = /^(\$([56])\$(?:rounds=(\d+)\$)?)([^$]*)\$/;

/**
 * What crypt(3) makes of a password with the salt and rounds of this hash, `$5$…` or `$6$…`:
 * https://www.akkadia.org/drepper/SHA-crypt.txt
 */
export function shaCrypt(typed: string, stored: string): string {
  const [, head = '', kind, rounds = DEFAULT_ROUNDS, text = ''] = stored.match(FORM) ?? [];
  const { digest, groups } = KINDS[kind === '5' ? 5 : 6];
  const [password, salt] = [Buffer.from(typed), Buffer.from(text)];
  const once = digestOf(digest, password, salt, password);
  const first = digestOf(
    digest,
    password,
    salt,
    Buffer.alloc(password.length, once),
    ...forBits(password.length, once, password),
  );
  const passwords = digestOf(digest, ...Array.from(password, () => password));
  const salts = digestOf(digest, ...Array.from({ length: 16 + (first[0] ?? 0) }, () => salt));
  const result = afterRounds(digest, Number(rounds), {
    first,
    password: Buffer.alloc(password.length, passwords),
    salt: Buffer.alloc(salt.length, salts),
  });
  return `${head}${text}$${crypt64(result, groups)}`;
}
