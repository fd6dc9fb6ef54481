import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** The work of argon2: memory in KiB, passes, lanes. */
export type Cost = { memoryCost: number; timeCost: number; parallelism: number };

/** A stored hash that a password can be compared with: its work is within the ceilings of its family. */
export type Hash = {
  /** Two hashes with the same word ask for the same work. */
  work: string;
  /** Another of the same work, which nothing matches. */
  decoy: () => string;
  /** Whether this is its password, as it was typed. The work is done on another thread than the one that answers. */
  matches: (typed: string) => Promise<boolean>;
  /** Of argon2id alone, which is what we make ourselves. */
  cost?: Cost;
};

/** One way to hash passwords. */
export type Family = {
  /** Reads a stored hash; null for one of another family, a broken one, and one that asks for absurd work. */
  read: (stored: string) => Hash | null;
  /** The form in which we store what other programs write in another one; null for what is none of these. */
  convert?: (text: string) => string | null;
};

/** Base64 without padding (RFC 4648 3.2), as PHC strings have it. */
export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '');

export const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** Whether it is base64 without padding in its one form (RFC 4648 3.5): libraries refuse any other. */
export const isBase64 = (text: string): boolean => base64(fromBase64(text)) === text;

/** Random base64 in the place of this one, of as many bytes. */
export const randomLike = (text: string): string => base64(randomBytes(fromBase64(text).length));

/** Compares in a time that depends only on the lengths. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
