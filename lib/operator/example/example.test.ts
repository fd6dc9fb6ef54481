import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { editsWithout } from '#lib/operator/example/edits';
import { brokenWithout, filesOf, fingerprintsOf } from '#lib/operator/example/files';
import { askFor, refuseEdited } from '#lib/operator/example/refuse';
import { refuseBroken } from '#lib/operator/example/refuse-broken';
import { removeCommand } from '#lib/operator/example/remove';
import { writeAll } from '#lib/operator/new/write-all';
import { EXAMPLE } from '#lib/product/example';
import { ALL_THINGS } from '#lib/product/resources';
import type { ThingResource } from '#lib/resource';
import { write } from '#lib/testing/copy.test-support';
import { makeFolder } from '#lib/testing/database.test-support';

const { plural, also } = EXAMPLE ?? { plural: 'none', also: [] };
const of: ThingResource | undefined = ALL_THINGS.find((one) => one.plural === plural);
const kind = of?.kind ?? '';
const scopes = Object.values(of?.scopes ?? {}) as string[];
/** The example by any of its names, where code says them. */
const NAMED = new RegExp(`\\b${plural}\\b|\\b${kind}(Resource|:)|\\b${kind}: '|'${kind}'`);

/** A clone that has taken it out has nothing to try. */
function whileItIsHere(title: string, tests: () => void) {
  if (EXAMPLE) describe(title, tests);
}

whileItIsHere('while the example is here', () => {
  const edits = Object.entries(
    editsWithout({ plural, kind, scopes, gone: [`lib/product/${plural}/resource.ts`] }),
  );

  test.each(edits)('%s says nothing of it afterwards, and is as it was otherwise', (path, edit) => {
    const before = readFileSync(path, 'utf8');
    const after = edit(before, path);
    const code = after.replace(/\/\*.*?\*\/|^ *\/\/.*$|TAKEN_OUT: .*?;/gms, '');
    if (path !== 'docs/data.md') expect(code).not.toMatch(NAMED);
    const kept = before.split('\n').filter((line) => !NAMED.test(line)).length;
    expect(after.split('\n').length).toBeGreaterThan(kept / 2);
    expect(after.length).toBeLessThan(before.length);
  });

  test.each(edits)('%s that has been made anew is named, and nothing is removed', (path, edit) => {
    expect(() => edit('// made anew', path)).toThrow(`${path} has been changed`);
    expect(() => edit('// made anew', path)).toThrow('Nothing was removed');
  });

  test('its files are its own, what is declared, and the tests that import one of them', () => {
    const files = filesOf({ plural, also });
    for (const path of [
      `drizzle/product/${plural}.ts`,
      `lib/product/${plural}/resource.ts`,
      `app/(product)/${plural}/[${kind}]/sharing/page.tsx`,
      `app/(product)/api/v1/${plural}/route.ts`,
      `texts/en/${plural}.ts`,
      `scripts/seed-${plural}.ts`,
    ])
      expect(files.own).toContain(path);
    expect(files.tests).toContain('lib/things/things.test.ts');
    expect(files.tests).toContain('lib/testing/model/house.test.ts');
    expect(files.tests).not.toContain('lib/testing/model/beside.test.ts');
    expect(files.tests).not.toContain('lib/db/plans.test.ts');
    for (const path of [...files.tests, ...files.also])
      expect(path).toMatch(/\.test(-support)?\.ts$/);
    const all = [...files.own, ...files.also, ...files.tests];
    expect(new Set(all).size).toBe(all.length);
  });

  test('no file of Gatehouse stays that imports what goes; one of a clone that would is named', () => {
    const { own, also: declared, tests } = filesOf({ plural, also });
    const left = edits.map(([path, edit]) => [path, edit(readFileSync(path, 'utf8'), path)]);
    const gone = [...own, ...declared, ...tests];
    expect(brokenWithout(gone, Object.fromEntries(left))).toEqual([]);
    expect(brokenWithout(gone, {})).toContain('lib/product/resources.ts');
    expect(() => refuseBroken(['app/mine.tsx'])).toThrow(
      / {2}app\/mine\.tsx\n.*Nothing was removed/s,
    );
    expect(() => refuseBroken([])).not.toThrow();
  });

  test.each([
    [`from "#lib/product/${plural}/resource"`, true],
    [`import('../lib/product/${plural}/resource.ts')`, true],
    [`from '../lib/product/${plural}/resource'`, true],
    [`import '#texts/en/${plural}'`, true],
    [`from '#lib/product/${plural}s/resource'`, false],
  ])('a file with %s is one that would be broken: %s', (line, isBroken) => {
    const mine = { 'app/layout.tsx': `export * ${line};` };
    const { own } = filesOf({ plural, also });
    expect(brokenWithout(own, mine).includes('app/layout.tsx')).toBe(isBroken);
  });

  test('where nobody can be asked nothing is done without --yes, and the loss is told', async () => {
    const run = removeCommand.run as (given: object) => Promise<void>;
    const asked = run({ args: { _: [], uncommitted: true, force: true } });
    await expect(asked).rejects.toThrow(
      new RegExp(
        `lib/things/things\\.test\\.ts.*THE TABLE "${plural}" IS DROPPED.*say --yes.*Nothing was removed`,
        's',
      ),
    );
  });
});

const TEXTS = 'texts/en/product.ts';
const words = editsWithout({ plural: 'notes', kind: 'note', scopes: ['notes:read'], gone: [] });
const DICTIONARIES = (own: string) => `
export const things = { note: 'note',${own} } as const;
export const oneThing = { note: 'a note' } as const;
export const manyThings = { note: 'notes' } as const;
export const thingFields = { 'note:title': 'Title' } as const;
export const productScopes = { 'notes:read': 'Read' } as const;
`;

/** What a clone may have beside the words of the example. */
const OWN = [
  "leaf: 'leaf',",
  `leaf: "a reader's leaf, note: 'no'",`,
  'leaf: `leaf`,',
  "\n// Our word: note: 'x', which is none\nleaf: 'leaf'",
  "/* note: 'x', */ leaf: 'leaf',",
  "leaf: 'it\\'s' + mark,",
  '...others,',
];
test.each(OWN)('words of a clone stay, letter by letter: %s', (own) => {
  const after = words[TEXTS]?.(DICTIONARIES(own), TEXTS) ?? '';
  expect(after).toContain(own);
  expect(after).toMatch(/oneThing = \{ *\} as const/);
  expect(after.replace(own, '')).not.toContain('note');
});

test.each(["note: 'a' + mark,", 'note: `a` + mark,', 'note: word,'])(
  'a word of the example that cannot be taken out is refused: %s',
  (own) => {
    const text = DICTIONARIES('').replace("note: 'note',", own);
    expect(() => words[TEXTS]?.(text, TEXTS)).toThrow('Nothing was removed');
  },
);

const TABLES = 'drizzle/product/tables.ts';
test.each([
  'leaves, // ours, not notes,',
  '// notes, and ours\n  leaves',
  'leaves, /* notes */ more.notes, manynotes,',
])('a list of a clone keeps what else is in it: %s', (own) => {
  const before = `import { notes } from './notes.ts';\nPRODUCT_TABLES: Table[] = [notes, ${own}\n];`;
  const after = words[TABLES]?.(before, TABLES);
  expect(after).toBe(`PRODUCT_TABLES: Table[] = [ ${own}\n];`);
});

test('files that somebody has made their own are named, and stay', () => {
  expect(() => refuseEdited(['a.ts', 'b.ts'])).toThrow(/ {2}a\.ts\n {2}b\.ts\n.*--force/s);
  expect(() => refuseEdited([])).not.toThrow();
});

test('a mark is the same whatever ends the lines, and another after an edit', () => {
  const folder = makeFolder();
  const marks = ['a\nb\n', 'a\r\nb\r\n', 'a\nc\n'].map((text, at) => {
    write(folder, `${at}.ts`, text);
    return Object.values(fingerprintsOf([`${folder}/${at}.ts`]))[0];
  });
  expect(marks[1]).toBe(marks[0]);
  expect(marks[2]).not.toBe(marks[0]);
});

test('where a terminal is missing the plan is told with what to say', async () => {
  await expect(askFor('x', ['This removes x.'])).rejects.toThrow(/^This removes x\.\n.*--yes/);
});

test('what is removed comes back when something fails later, and takes its empty folders along when not', async () => {
  const folder = makeFolder();
  write(folder, 'a/b/gone.ts', 'before');
  write(folder, 'a/kept.ts', 'kept');
  const gone = [`${folder}/a/b/gone.ts`, `${folder}/a/never.ts`];
  const failing = writeAll(
    {},
    {},
    async () => {
      expect(() => readFileSync(`${folder}/a/b/gone.ts`)).toThrow('ENOENT');
      throw new Error('no tool');
    },
    gone,
  );
  await expect(failing).rejects.toThrow('no tool');
  expect(readFileSync(`${folder}/a/b/gone.ts`, 'utf8')).toBe('before');
  await writeAll({}, {}, async () => {}, gone);
  expect(() => readFileSync(`${folder}/a/b`)).toThrow('ENOENT');
  expect(readFileSync(`${folder}/a/kept.ts`, 'utf8')).toBe('kept');
});
