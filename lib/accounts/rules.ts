import 'server-only';
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { env } from '#lib/env';

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NOT_AN_ADDRESS = 'Enter an email address like name@example.com.';

/**
 * The one canonical form of an address, used on every path: lower case, the domain in its ASCII form
 * (UTS 46). Null when it is none, or more than one. The part before the @ is ASCII only: that leaves no
 * look-alikes to confuse. Nothing else is guessed: dots and plus signs are left as they are.
 */
export function canonicalEmail(typed: string): string | null {
  const text = typed.trim();
  if (text.length > 254) return null;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).toLowerCase();
  // "K" (Kelvin) lower-cases to an ASCII k: what is not ASCII before lower-casing is refused.
  if (at < 1 || at > 64 || !/^[\x21-\x7e]+$/.test(text.slice(0, at)) || !LOCAL.test(local))
    return null;
  // Read as a URL's host, "x.test/y" or "x%2etest" would be cut or decoded: an address has none of these.
  if (/[\s\p{Cc}/?#%:\\]/u.test(text.slice(at + 1))) return null;
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  return domain.length <= 253 && DOMAIN.test(domain) ? `${local}@${domain}` : null;
}

export const Email = z.string().transform((typed, context) => {
  const email = canonicalEmail(typed);
  if (email) return email;
  context.addIssue({
    code: 'custom',
    message: typed.trim() ? NOT_AN_ADDRESS : 'Enter your email address.',
  });
  return z.NEVER;
});

export const Name = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(
    z.string().min(1, 'Enter your name.').max(100, 'Use at most 100 characters for your name.'),
  );

/**
 * A name as it is searched for: without the differences of case, width, spacing and form that people do not
 * mean. To be written wherever a name is. What somebody types into a search goes the same way.
 */
export const searchNameOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    // At the end of a word a sigma looks another way, and a search may end anywhere.
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim();

/** The same characters give the same password on every keyboard: NFKC (NIST 800-63B-4 3.1.1.2). */
export const normalizePassword = (typed: string) => typed.normalize('NFKC');

const MAX_CODE_POINTS = 128;
const MAX_BYTES = 1024;

/** Longer than any password we ever accept: refused before any work is done on it. */
export const isTooLong = (password: string) =>
  password.length > MAX_BYTES ||
  [...password].length > MAX_CODE_POINTS ||
  Buffer.byteLength(password) > MAX_BYTES;

/** A mailed code as people type it: spaces and hyphens do not count. */
export const TypedCode = z
  .string()
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits of the code.'));

/** A password that is tried. What is wrong with it is not said, only that it is missing. */
export const TypedPassword = z.string().min(1, 'Enter your password.');

/** A password that is chosen: its length in code points. What it must not be is in ./weakness. */
export const NewPassword = z.string().superRefine((typed, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  const least = env().PASSWORD_MIN_LENGTH;
  if (!typed) refuse('Choose a password.');
  else if (isTooLong(typed)) refuse(`Use at most ${MAX_CODE_POINTS} characters for your password.`);
  else if (Math.min([...typed].length, [...normalizePassword(typed)].length) < least)
    refuse(`Use at least ${least} characters. A few random words work well.`);
});
