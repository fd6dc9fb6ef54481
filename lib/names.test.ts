import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Names by which Next finds what it looks for in a file of app/. */
const NEXT =
  /^(metadata|generateMetadata|viewport|dynamic|revalidate|config|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

const DECLARED =
  /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|type|interface|enum) (\w+)/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}/gm;
const IMPORTED = /import (?:type )?\{([^}]*)\} from '#[^']+'/g;

const FILES = globSync('{app,lib}/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$/.test(path));

/** What a source file exports, each name once, for a schema and its type may share one. */
function exportsOf(source: string): string[] {
  const declared = [...source.matchAll(DECLARED)].map(([, name = '']) => name);
  const listed = [...source.matchAll(LISTED)].flatMap(([, list = '']) =>
    list.split(',').map((one) => one.trim().split(/\s+/).at(-1) ?? ''),
  );
  return [...new Set([...declared, ...listed].filter(Boolean))];
}

test('an exported name means one thing in all of lib and app', () => {
  const homes = new Map<string, string[]>();
  for (const path of FILES)
    for (const name of exportsOf(readFileSync(path, 'utf8')).filter((one) => !NEXT.test(one)))
      homes.set(name, [...(homes.get(name) ?? []), path]);
  expect(homes.size).toBeGreaterThan(500);
  expect([...homes].filter(([, paths]) => paths.length > 1)).toEqual([]);
});

test('what we export keeps its name where it is imported', () => {
  const renamed = FILES.filter((path) => !path.includes('test-support')).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(IMPORTED)].flatMap(([, list = '']) =>
      list.split(',').flatMap((one) => (/ as /.test(one) ? `${path}:${one}` : [])),
    ),
  );
  expect(renamed).toEqual([]);
});

test.each([
  ['export const one = 1;\nexport async function two() {}', ['one', 'two']],
  ['export type Three = { a: 1 };\nexport const Three = z.object({});', ['Three']],
  ['export const { GET, POST } = resource({});', []],
  ["export { four, type Five as Six } from '#lib/x';", ['four', 'Six']],
  ['const hidden = 1;\n  export const inside = 2;', []],
])('the check reads %j', (source, names) => {
  expect(exportsOf(source)).toEqual(names);
});
