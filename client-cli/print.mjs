import { WriteStream } from 'node:tty';

// Whatever comes from a server may try to move the cursor, or to turn the text around.
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from outside as one harmless line. */
export const clean = (text) => String(text).replace(CONTROLS, ' ');

/** The same for text of several lines. */
export const cleanLines = (text) =>
  String(text).replace(CONTROLS, (one) => (one === '\n' || one === '\t' ? one : ' '));

/** One JSON value for programs, in which nothing controls a terminal either. */
export const asJson = (value) =>
  JSON.stringify(value, null, 2).replace(CONTROLS, (one) =>
    one === '\n' ? one : `\\u${one.codePointAt(0).toString(16).padStart(4, '0')}`,
  );

const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });
const NO_WIDTH = /^[\p{M}\p{Cc}\p{Cf}]*$/u;
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|(?![\uff61-\uffdc])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])/u;

/** How many places of a terminal a text takes: two for a wide sign, none for a mark that stands on another. */
export const widthOf = (text) =>
  [...signs.segment(text)].reduce(
    (sum, { segment }) => sum + (NO_WIDTH.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1),
    0,
  );

/** Rows as columns of equal width under their head, each cell harmless; the head painted where there are colours. */
export function table(rows, stream = process.stdout) {
  const cells = rows.map((row) => row.map(clean));
  const widths = cells.reduce(
    (known, row) => row.map((cell, at) => Math.max(known[at] ?? 0, widthOf(cell))),
    [],
  );
  const lines = cells.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(widths[at] - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line, at) => (at === 0 ? paint('bold', line, stream) : line));
}

const STYLES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39] };

/** Text in this style where the stream is a terminal with colours; NO_COLOR and FORCE_COLOR decide first. */
export function paint(style, text, stream = process.stdout) {
  const [begin, end] = STYLES[style];
  return hasColours(stream) ? `\u001b[${begin}m${text}\u001b[${end}m` : text;
}

/** What the system knows of colours it asks the environment. */
const hasColours = ({ isTTY }, env = process.env) =>
  (isTTY || env.FORCE_COLOR !== undefined) && WriteStream.prototype.getColorDepth(env) > 2;

/** A moment of the API in the clock of this machine, to the minute. */
export function moment(iso) {
  const at = new Date(iso);
  const two = (number) => String(number).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
