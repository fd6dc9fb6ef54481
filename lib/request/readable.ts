import { fieldError } from '#lib/coded';
import { isOverloaded, withoutOverload } from '#lib/text';

/** Far longer than what any field on one line takes: nothing more is done with it. */
const LONGEST_LINE = 20_000;

/**
 * What is wrong, as a code (lib/coded), with a text that somebody sends, before anybody asks what it says; null when nothing is.
 * `hasLines`: line ends and tabs are no control characters in it.
 */
export function unreadable(text: string, { hasLines = false } = {}): string | null {
  if (!hasLines && text.length > LONGEST_LINE) return fieldError('too_long');
  if (text.includes('\ufffd') || !text.isWellFormed()) return fieldError('unreadable');
  if (/\p{Cc}/u.test(hasLines ? text.replace(/[\r\n\t]/g, '') : text)) return fieldError('control');
  if (isOverloaded(text)) return fieldError('accents');
  return null;
}

/**
 * The same text without what `unreadable` refuses of its characters, so that it can be shown and sent again. Its
 * length stays: what is too long is for its writer to shorten.
 */
export function readable(text: string, { hasLines = false } = {}): string {
  const known = text.toWellFormed().replaceAll('\ufffd', '');
  const plain = hasLines
    ? known.replace(/[^\P{Cc}\r\n\t]/gu, '')
    : known.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '');
  return withoutOverload(plain);
}
