import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIMITS } from '#lib/operator/limits';
import { limitsTable, PAGE, SOURCES, withTable } from './limits-table.ts';

test('docs/security.md has the table of limits as the code has it', () => {
  const page = readFileSync(PAGE, 'utf8');
  const mend = 'The table is old. Run: npx node scripts/limits-table.ts --write';
  expect(page, mend).toBe(withTable(page, limitsTable()));
});

test('every room’s limits are among all limits, and no limit is declared elsewhere', () => {
  const files = globSync('lib/*/limits.ts').filter((path) => path !== 'lib/operator/limits.ts');
  expect(files.sort()).toEqual(SOURCES);
  const declared = globSync('lib/**/*.ts').filter((path) =>
    /^(export )?const \w+ = rule\(/m.test(readFileSync(path, 'utf8')),
  );
  expect(declared.sort()).toEqual(SOURCES);
  const names = SOURCES.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^export const (\w+) = rule\(/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(names.sort()).toEqual(Object.keys(LIMITS).sort());
});

test('every limit is one line of the table, with a number, a time, a key and a purpose', () => {
  const lines = limitsTable().split('\n').slice(2);
  const named = lines.map(
    (line) => line.match(/^\| `([^`]+)` \| \d+ in \d+ \w+.* \| \w+.* \| [\w…].+ \|$/)?.[1],
  );
  expect(named.sort()).toEqual(
    Object.values(LIMITS)
      .map(({ name }) => name)
      .sort(),
  );
});

test('a page without the marks is refused', () => {
  expect(() => withTable('# Security', '')).toThrow('marks');
});
