import 'server-only';
import { argon2 } from '#lib/accounts/hashes/argon2';
import { bcrypt } from '#lib/accounts/hashes/bcrypt';
import { firebase } from '#lib/accounts/hashes/firebase';
import type { Family } from '#lib/accounts/hashes/hash';
import { pbkdf2 } from '#lib/accounts/hashes/pbkdf2';
import { phpass } from '#lib/accounts/hashes/phpass';
import { salted } from '#lib/accounts/hashes/salted';
import { scrypt } from '#lib/accounts/hashes/scrypt';
import { unixCrypt } from '#lib/accounts/hashes/unix-crypt';

/** Every way to hash a password that we can compare with. Ours is the first, and what replaces the others. */
export const FAMILIES: readonly Family[] = [
  argon2,
  bcrypt,
  scrypt,
  firebase,
  pbkdf2,
  phpass,
  unixCrypt,
  salted,
];
