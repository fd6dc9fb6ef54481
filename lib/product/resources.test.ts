import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noteResource } from '#lib/product/notes/resource';
import { PRODUCT_RESOURCES } from '#lib/product/resources';
import { defineThing, ownerEditorViewer } from '#lib/resource';
import { importsOf } from '#lib/testing/imports.test-support';

/** What belongs to the product itself, or is a test. */
const OWN =
  /^(lib\/product\/|app\/\(product\)\/|drizzle\/product\/|e2e\/)|\.test(-support)?\.tsx?$/;

/** The files outside of a product’s folders that know one thing of it, each with its reason. */
const NAME_IT: Record<string, string> = {
  'lib/api/access.ts': 'the operations of the API on the people of a note',
  'lib/api/notes.ts': 'the operations of the API on notes',
  'lib/api/people.ts': 'who they stand for in the paths of a note',
  'lib/api/schema.ts': 'what the API takes and answers of notes',
  'app/examples/notes/page.tsx': 'the example of a page that is drawn by a script',
  'scripts/seed.ts': 'the notes of the development server',
};

test('nothing but these knows one thing of the product: all else reads the list of all', () => {
  const naming = globSync('{app,lib,scripts,drizzle}/**/*.{ts,tsx}')
    .filter((path) => !OWN.test(path))
    .filter((path) =>
      importsOf(readFileSync(path, 'utf8')).some(({ what }) =>
        /^#(lib|drizzle)\/product\/(?!resources$|tables$)(\w+\/|notes$)/.test(what),
      ),
    );
  expect(naming.sort()).toEqual(Object.keys(NAME_IT).sort());
  for (const reason of Object.values(NAME_IT)) expect(reason.length).toBeGreaterThan(20);
});

test('every thing of the product is shut to strangers by the gate', () => {
  const matcher = readFileSync('middleware.ts', 'utf8').match(/source:\s*'\/\(([^)]+)\)/)?.[1];
  for (const { plural } of PRODUCT_RESOURCES) expect(matcher?.split('|')).toContain(plural);
});

test.each(['share', 'offer'])(
  'a thing that somebody else than its owner may %s is no declaration',
  (act) => {
    const relations = { ...ownerEditorViewer.relations, viewer: ['list', 'read', act] };
    const declare = () =>
      defineThing('bookmark', { ...noteResource, ...ownerEditorViewer, relations } as never);
    expect(declare).toThrow(`only its owner may ${act}`);
  },
);
