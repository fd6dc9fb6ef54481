import 'server-only';
import { afterRounds, digestOf, forBits } from '#lib/accounts/hashes/crypt-rounds';
import { crypt64 } from '#lib/accounts/hashes/crypt64';

const HEAD = '$1$';
const ROUNDS = 1000;
const GROUPS = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]];

/** What the crypt(3) of FreeBSD makes of a password with the salt of this hash: `$1$salt$…`. */
export function md5Crypt(typed: string, stored: string): string {
  const text = stored.split('$')[2] ?? '';
  const [password, salt] = [Buffer.from(typed), Buffer.from(text)];
  const once = digestOf('md5', password, salt, password);
  const first = digestOf(
    'md5',
    password,
    Buffer.from(HEAD),
    salt,
    Buffer.alloc(password.length, once),
    ...forBits(password.length, Buffer.alloc(1), password.subarray(0, 1)),
  );
  return `${HEAD}${text}$${crypt64(afterRounds('md5', ROUNDS, { first, password, salt }), GROUPS)}`;
}
