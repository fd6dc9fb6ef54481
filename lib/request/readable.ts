import { isOverloaded } from '#lib/text';

/** Far longer than what any field on one line takes: nothing more is done with it. */
const LONGEST_LINE = 20_000;

/**
 * What is wrong with a text that somebody sends, before anybody asks what it says; null when nothing is.
 * `hasLines`: line ends and tabs are no control characters in it.
 */
export function unreadable(text: string, { hasLines = false } = {}): string | null {
  if (text.includes('\ufffd') || !text.isWellFormed())
    return 'Some characters here could not be read. Type them again.';
  if (/\p{Cc}/u.test(hasLines ? text.replace(/[\r\n\t]/g, '') : text))
    return 'There are invisible control characters here. Type it again by hand.';
  if (isOverloaded(text)) return 'There are too many accents on one letter here.';
  if (!hasLines && text.length > LONGEST_LINE) return 'This is too long.';
  return null;
}
