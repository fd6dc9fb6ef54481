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

/** Rows as columns of equal width, each cell harmless. */
export function table(rows) {
  const cells = rows.map((row) => row.map(clean));
  const widths = cells.reduce(
    (known, row) => row.map((cell, at) => Math.max(known[at] ?? 0, cell.length)),
    [],
  );
  return cells.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]))
      .join('  ')
      .trimEnd(),
  );
}

/** A moment of the API in the clock of this machine, to the minute. */
export function moment(iso) {
  const at = new Date(iso);
  const two = (number) => String(number).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
