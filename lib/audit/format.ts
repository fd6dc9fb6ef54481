import 'server-only';
import type { Entry } from '#lib/audit/rows';
import { HASHED } from '#lib/db/audit-hash';

export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** The fields of an entry as they are exported: enough to compute its hash anew, in the same order. */
export const EXPORTED = [...HASHED, 'hash'] as const satisfies (keyof Entry)[];

/** What stands before the first entry. */
export const headOf = (format: Format) => (format === 'csv' ? csvLine(EXPORTED) : '');

/** One entry: a JSON object on a line of its own, or a row of RFC 4180 that no spreadsheet takes for formulas. */
export function lineOf(format: Format, entry: Entry): string {
  const plain = { ...entry, at: entry.at.toISOString() };
  if (format === 'csv') return csvLine(EXPORTED.map((name) => plain[name]));
  return `${JSON.stringify(Object.fromEntries(EXPORTED.map((name) => [name, plain[name]])))}\n`;
}

/** A row of RFC 4180 that no spreadsheet takes for formulas. */
export const csvLine = (values: readonly (string | number | null)[]) =>
  `${values.map(csvField).join(',')}\r\n`;

// What begins a formula in some spreadsheet; and the mark itself, so that it can be taken off again.
const FORMULA = /^(\s*['=+\-@＝＋－＠]|[\t\r\n])/;

// Where a spreadsheet of another language begins a new cell or row, within quotes too.
const INNER = /[;\t\r\n]\s*(?=['=+\-@＝＋－＠])/g;

/** Null is empty, the empty text is "". What could be a formula begins with one ' more, also within. */
function csvField(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const within = text.replace(INNER, "$&'");
  const inert = FORMULA.test(within) ? `'${within}` : within;
  return inert === '' || /[",\r\n]|^\s|\s$/.test(inert)
    ? `"${inert.replaceAll('"', '""')}"`
    : inert;
}
