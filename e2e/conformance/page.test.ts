import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { conformancePage, PAGE, recordOf } from './page.ts';
import { PLANS } from './plans.ts';

const ROWS = PLANS.flatMap(({ rows }) => rows);

test('docs/conformance.md is the table that is run', () => {
  const mend = 'The page is old. Run: npx node e2e/conformance/page.ts --write';
  expect(readFileSync(PAGE, 'utf8') === conformancePage(), mend).toBe(true);
});

test('every plan is run, and no row of it has the name of another', () => {
  const declared = globSync('e2e/conformance/plans/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^export const (\w+): Plan =/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(declared.length).toBe(PLANS.length);
  const twice = PLANS.flatMap(({ title, rows }) =>
    rows
      .filter(({ name }, at) => rows.findIndex((row) => row.name === name) !== at)
      .map(({ name }) => `${title}: ${name}`),
  );
  expect(twice).toEqual([]);
});

test('a row that does something else names a decision, and says why in a sentence', () => {
  const decisions = ROWS.flatMap(({ decision }) => (decision ? [decision] : []));
  expect(decisions.length).toBeGreaterThan(5);
  for (const { record, because } of decisions) {
    expect(recordOf(record)).toContain(record);
    expect(because).toMatch(/^[A-Z].{20,}\.$|^form-action .{20,}\.$/);
  }
});

test('a test elsewhere that shows a row is there, by its name', () => {
  const missing = ROWS.flatMap(({ name, shownBy }) =>
    shownBy && !readFileSync(shownBy.file, 'utf8').includes(shownBy.test) ? [name] : [],
  );
  expect(missing).toEqual([]);
});
