import { globSync, readFileSync } from 'node:fs';
import { getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { TABLES } from '#drizzle/tables';

test('the list of tables has every table of the schema', () => {
  const declared = globSync('drizzle/{schema,product}/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/= table\(\s*'(\w+)'/g)].map(([, name]) => name),
  );
  expect(
    TABLES.map(getTableName).sort(),
    'Name it in drizzle/tables.ts, or in drizzle/product/tables.ts.',
  ).toEqual(declared.sort());
});
