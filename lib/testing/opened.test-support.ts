import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importsOf } from '#lib/testing/imports.test-support';

const ROOTS: [named: RegExp, folder: string][] = [
  [/^#ui\//, 'app/_ui/'],
  [/^#forms\//, 'app/_forms/'],
  [/^#(?=(lib|drizzle|texts|e2e)\/)/, ''],
];

/** The file of ours behind an import; null for a package. */
function fileOf(what: string, from: string): string | null {
  const [named, folder] = ROOTS.find(([one]) => one.test(what)) ?? [];
  if (!named && !what.startsWith('.')) return null;
  const base = named ? what.replace(named, folder ?? '') : join(dirname(from), what);
  const path = [base, `${base}.ts`, `${base}.tsx`].find(
    (one) => /\.tsx?$/.test(one) && existsSync(one),
  );
  return path ?? null;
}

/** Every file of ours that is opened to run this one, itself among them: what only gives types is not. */
export function openedBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { what, isTypeOnly } of importsOf(readFileSync(path, 'utf8'))) {
    const file = isTypeOnly ? null : fileOf(what, path);
    if (file) openedBy(file, seen);
  }
  return seen;
}
