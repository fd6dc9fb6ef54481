import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lineField } from '#lib/product/fields';
import { ALL_THINGS } from '#lib/product/resources';
import { defineThing, ownerEditorViewer } from '#lib/resource';
import { importsOf } from '#lib/testing/imports.test-support';

/** What belongs to the product itself, or is a test. */
const OWN =
  /^(lib\/product\/|app\/\(product\)\/|drizzle\/(product|migrations)\/|e2e\/|scripts\/seed-\w+\.ts|client-cli\/product\.mjs)|\.test(-support)?\.tsx?$/;

const ours = globSync('{app,lib,scripts,drizzle,client-cli}/**/*.{ts,tsx,mjs}')
  .filter((path) => !OWN.test(path))
  .map((path) => ({ path, source: readFileSync(path, 'utf8') }));

test('nothing of ours imports one thing of the product: all reads the list of all', () => {
  expect(ours.length).toBeGreaterThan(500);
  const naming = ours.filter(({ source }) =>
    importsOf(source).some(({ what }) =>
      /^#(lib|drizzle)\/product\/(?!resources$|tables$)(\w+\/|notes$)/.test(what),
    ),
  );
  expect(naming.map(({ path }) => path)).toEqual([]);
});

test.each(ALL_THINGS.map(({ kind, plural }) => [plural, kind]))(
  'nothing of ours says an address, a scope or an act of %s',
  (plural, kind) => {
    const says = new RegExp(`/${plural}\\b|['"\`]${plural}:|['"\`]${kind}:[a-z]`);
    const naming = ours.filter(({ source }) => says.test(codeOf(source)));
    expect(naming.map(({ path }) => path)).toEqual([]);
  },
);

/** Without its comments. */
const codeOf = (source: string) => source.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');

test('every thing of the product is shut to strangers by the gate', () => {
  const matcher = readFileSync('middleware.ts', 'utf8').match(/source:\s*'\/\(([^)]+)\)/)?.[1];
  for (const { plural } of ALL_THINGS) expect(matcher?.split('|')).toContain(plural);
});

test.each(['share', 'offer'])(
  'a thing that somebody else than its owner may %s is no declaration',
  (act) => {
    const relations = { ...ownerEditorViewer.relations, viewer: ['list', 'read', act] };
    const declare = () =>
      defineThing('bookmark', {
        ...ownerEditorViewer,
        plural: 'bookmarks',
        table: {},
        called: 'title',
        fields: { title: lineField(9) },
        relations,
      } as never);
    expect(declare).toThrow(`only its owner may ${act}`);
  },
);
