/** One row of RFC 4180 that no spreadsheet takes for formulas. Null is empty, the empty text is "". */
export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(csvField).join(',')}\r\n`;

// What begins a formula in some spreadsheet; and the mark itself, so that it can be taken off again.
const FORMULA = /^(\s*['=+\-@＝＋－＠]|[\t\r\n])/;

// Where a spreadsheet of another language begins a new cell or row, within quotes too.
const INNER = /[;\t\r\n]\s*(?=['=+\-@＝＋－＠])/g;

/** What could be a formula begins with one ' more, also within. */
function csvField(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const within = text.replace(INNER, "$&'");
  const inert = FORMULA.test(within) ? `'${within}` : within;
  return inert === '' || /[",\r\n]|^\s|\s$/.test(inert)
    ? `"${inert.replaceAll('"', '""')}"`
    : inert;
}
