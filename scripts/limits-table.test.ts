import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as rules from '#lib/limits/rule';
import { limitsTable, PAGE, withTable } from './limits-table.ts';

test('docs/security.md has the table of limits as the code has it', () => {
  const page = readFileSync(PAGE, 'utf8');
  const mend = 'The table is old. Run: npx node scripts/limits-table.ts --write';
  expect(page, mend).toBe(withTable(page, limitsTable()));
});

test('every limit is one line of the table, with a number, a time and a key', () => {
  const lines = limitsTable().split('\n').slice(2);
  const named = lines.map((line) => line.match(/^\| `([^`]+)` \| \d+ in \d+ \w+.* \| \w/)?.[1]);
  expect(named.sort()).toEqual(
    Object.values(rules)
      .map(({ name }) => name)
      .sort(),
  );
});

test('a page without the marks is refused', () => {
  expect(() => withTable('# Security', '')).toThrow('marks');
});
