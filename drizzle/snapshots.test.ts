import { globSync, readFileSync } from 'node:fs';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';

/** The tables that the files of a folder declare. */
async function declaredIn(pattern: string) {
  const files = globSync(pattern).filter((path) => !/\.test\.ts$/.test(path));
  const modules = await Promise.all(files.map((path) => import(`../${path}`)));
  const tables = modules.flatMap((one) => Object.values(one)).filter((one) => is(one, SQLiteTable));
  return [...new Set(tables.map((one) => getTableName(one as SQLiteTable)))].sort();
}

/** What drizzle-kit compares with when it writes the next migration: what is missing there it drops. */
test.each([
  ['Gatehouse', 'drizzle/schema/*.ts', 'drizzle/migrations'],
  ['the product', 'drizzle/product/*.ts', 'drizzle/product/migrations'],
])(
  'the newest snapshot of %s has the tables that it declares, and no other',
  async (_, schema, folder) => {
    const newest = globSync(`${folder}/meta/*_snapshot.json`).sort().at(-1);
    const { tables } = JSON.parse(readFileSync(String(newest), 'utf8'));
    const names = Object.values(tables as Record<string, { name: string }>).map(({ name }) => name);
    expect(names.sort()).toEqual(await declaredIn(schema));
  },
);
