import 'server-only';
import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { canonicalDomain, domainOf } from '#lib/domain';
import { env } from '#lib/env';
import { line } from '#lib/line';
import { cleaned, codeFrom, comparable, hasDirection, isVisible, withoutEdges } from '#lib/text';

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Longer than any address with a name beside it. */
const MAX_TYPED = 1_000;

/**
 * The one canonical form of an address, used on every path: as it is seen (see `cleaned`), lower case, the
 * domain in its ASCII form (UTS 46). It is also read out of `Name <a@b>`, `<a@b>`, `mailto:a@b` and with a
 * comma, semicolon or dot behind it. Null when it is none, or more than one, or a mark of a direction stands
 * inside. The part before the @ is ASCII only: that leaves no look-alikes to confuse. Nothing else is
 * guessed: dots and plus signs are left as they are.
 */
export function canonicalEmail(typed: string): string | null {
  const edged = typed.length > MAX_TYPED ? '' : withoutEdges(typed);
  if (hasDirection(edged)) return null;
  const text = unwrapped(cleaned(edged));
  if (text.length > 254) return null;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).toLowerCase();
  if (at < 1 || at > 64 || !LOCAL.test(local)) return null;
  const domain = canonicalDomain(domainOf(text));
  return domain ? `${local}@${domain}` : null;
}

/** What of a pasted text is the address. A name that looks like an address itself is no name. */
function unwrapped(text: string): string {
  const bare = text.replace(/(?<![\s,;.])[\s,;.]+$/, '');
  const [, inBrackets = bare] = bare.match(/^[^<>@]*<([^<>]+)>$/) ?? [];
  const [, mailed] = inBrackets.match(/^\s*mailto:([^?]*)/i) ?? [];
  try {
    return (mailed === undefined ? inBrackets : decodeURIComponent(mailed)).trim();
  } catch {
    return '';
  }
}

export const Email = z.string().transform((typed, context) => {
  const email = canonicalEmail(typed);
  if (email) return email;
  const isTurned = hasDirection(withoutEdges(typed));
  const wrong = isTurned ? 'email_turned' : 'email_wrong';
  const message = fieldError(isVisible(typed) ? wrong : 'email_empty');
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

export const Name = line(100, {
  isEmpty: fieldError('name_empty'),
  isLong: fieldError('name_long', { most: 100 }),
});

/** What a person calls one of their passkeys. */
export const PasskeyName = line(60, {
  isEmpty: fieldError('passkey_name_empty'),
  isLong: fieldError('passkey_name_long', { most: 60 }),
});

/** A name as it is searched for. To be written wherever a name is; what is typed into a search goes the same way. */
export const searchNameOf = comparable;

/** The same characters give the same password on every keyboard: NFKC (NIST 800-63B-4 3.1.1.2). */
export const normalizePassword = (typed: string) => typed.normalize('NFKC');

const MAX_CODE_POINTS = 128;
const MAX_BYTES = 1024;

/** Longer than any password we ever accept: refused before any work is done on it. */
export const isTooLong = (password: string) =>
  password.length > MAX_BYTES ||
  [...password].length > MAX_CODE_POINTS ||
  Buffer.byteLength(password) > MAX_BYTES;

/** Longer than any code with what is pasted along. */
const LONGEST_CODE = 1_000;
const NO_CODE = fieldError('code_wrong');

/** A mailed code as people type it: in any script's digits; what stands between them does not count. */
export const TypedCode = z
  .string()
  .max(LONGEST_CODE, NO_CODE)
  .transform(codeFrom)
  .pipe(z.string().regex(/^\d{6}$/, NO_CODE));

/** A password that is tried. What is wrong with it is not said, only that it is missing. */
export const TypedPassword = z.string().min(1, fieldError('password_empty'));

/** What is typed for a factor: the factor says what it may be. */
export const TypedFactor = z.string().min(1, fieldError('factor_empty'));

/** A password that is chosen: its length in code points. What it must not be is in ./weakness. */
export const NewPassword = z.string().superRefine((typed, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  const least = env().PASSWORD_MIN_LENGTH;
  if (!typed) refuse(fieldError('new_password_empty'));
  else if (isTooLong(typed)) refuse(fieldError('new_password_long', { most: MAX_CODE_POINTS }));
  else if (Math.min([...typed].length, [...normalizePassword(typed)].length) < least)
    refuse(fieldError('new_password_short', { least }));
});
