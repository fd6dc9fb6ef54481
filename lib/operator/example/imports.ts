import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As package.json has it. */
const PLACES: Record<string, string> = {
  '#lib/': 'lib/',
  '#drizzle/': 'drizzle/',
  '#texts/': 'texts/',
  '#ui/': 'app/_ui/',
  '#forms/': 'app/_forms/',
  '#e2e/': 'e2e/',
};

const IMPORT = /(?:\bfrom|\bimport\s*\(?|\bmock\(|\brequire\()\s*['"`]([^'"`]+)['"`]/g;

/** The files that a file imports, as it names them. */
export const importsIn = (path: string, text = readFileSync(path, 'utf8')) =>
  [...text.matchAll(IMPORT)].flatMap(([, what = '']) => targetsOf(path, what));

function targetsOf(path: string, what: string): string[] {
  const place = Object.keys(PLACES).find((one) => what.startsWith(one));
  if (!place && !what.startsWith('.')) return [];
  const to = place ? `${PLACES[place]}${what.slice(place.length)}` : join(dirname(path), what);
  return [to, ...['.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => `${to}${end}`)];
}
