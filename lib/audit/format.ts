import 'server-only';
import type { Entry } from '#lib/audit/rows';
import { csvLine } from '#lib/csv';
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
