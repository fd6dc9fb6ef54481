import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAsked } from '#lib/operator/new/asked';
import { editsFor } from '#lib/operator/new/edits';
import { namedAs } from '#lib/operator/new/names';
import { resourceCommand } from '#lib/operator/new/resource';
import { writeAll } from '#lib/operator/new/write-all';
import { ALL_THINGS } from '#lib/product/resources';
import { write } from '#lib/testing/copy.test-support';
import { makeFolder } from '#lib/testing/database.test-support';

const FIELDS = ['title:text', 'body:text'];

test.each([
  ['projects', 'project'],
  ['companies', 'company'],
  ['boxes', 'box'],
  ['glasses', 'glass'],
  ['keys', 'key'],
])('one of %s is called %s', (plural, kind) => {
  expect(readAsked(plural, FIELDS)).toMatchObject({ plural, kind });
});

test('the first field says what one is called, so it has one line; the others are as they were asked for', () => {
  expect(readAsked('people', ['name:text', 'seat:line', 'about:text'], 'person')).toEqual({
    plural: 'people',
    kind: 'person',
    fields: [
      { name: 'name', lines: 'one' },
      { name: 'seat', lines: 'one' },
      { name: 'about', lines: 'many' },
    ],
  });
});

test.each([
  ['a name with a capital', 'Projects', FIELDS, undefined, /one word of 3 to 30 small letters/],
  ['a name with a dot', '../x', FIELDS, undefined, /one word/],
  ['a name of two words', 'time-sheets', FIELDS, undefined, /one word/],
  ['a word of the language', 'class', FIELDS, undefined, /one word/],
  ['a plural that is made in its own way', 'people', FIELDS, undefined, /--one person/],
  ['the plural as one of them', 'sheep', FIELDS, 'sheep', /not as the plural/],
  ['one that is a word of the language', 'packages', FIELDS, undefined, /--one person/],
  ['no field', 'projects', [], undefined, /needs a field/],
  ['a field without a kind', 'projects', ['title'], undefined, /write title:line/],
  ['a field of an unknown kind', 'projects', ['title:number'], undefined, /write title:line/],
  ['a field of two kinds', 'projects', ['title:text:line'], undefined, /write title:line/],
  ['a field that begins with a digit', 'projects', ['1st:text'], undefined, /in letters/],
  ['a field with a quote', 'projects', ["a'b:text"], undefined, /in letters/],
  ['a field twice', 'projects', ['a:text', 'a:line'], undefined, /stands there twice/],
  ['a field that every thing has', 'projects', ['revision:text'], undefined, /has that already/],
  [
    'one that is a field of a form',
    'roles',
    FIELDS,
    undefined,
    /cannot be called "role".*--one word/,
  ],
  [
    'one that is a key of the download',
    'addresses',
    FIELDS,
    undefined,
    /cannot be called "address"/,
  ],
  ['the same, said', 'badges', FIELDS, 'code', /cannot be called "code"/],
  ['a field called as the kind', 'projects', ['project:text'], undefined, /has that already/],
])('%s is refused in a sentence', (_, name, fields, one, says) => {
  expect(() => readAsked(name, fields, one)).toThrow(says);
  expect(() => readAsked(name, fields, one)).toThrow(/ Nothing was written\.$/);
});

type Taken = [of: string, name: string, one: string | undefined, says: RegExp];
const TAKEN: Taken[] = [
  ['a table of ours', 'sessions', undefined, /"sessions" is taken: there is a table/],
  ['a list of ours', 'mails', undefined, /"mails" is taken/],
  ['pages of ours', 'settings', undefined, /"settings" is taken: app\/settings has its pages/],
  ...ALL_THINGS.map(
    ({ plural }): Taken => [
      'a thing that is there',
      plural,
      undefined,
      new RegExp(`"${plural}" is taken`),
    ],
  ),
  ['a kind that has permissions', 'ledgers', 'account', /permissions of this kind/],
];

test.each(TAKEN)(
  'the name of %s is refused, and nothing is written',
  async (_, name, one, says) => {
    const run = resourceCommand.run as (given: object) => Promise<void>;
    const args = { _: [name, ...FIELDS], name, fields: FIELDS[0], ...(one && { one }) };
    await expect(run({ args })).rejects.toThrow(says);
  },
);

const names = namedAs(readAsked('projects', FIELDS));

test('each file that is there takes its line, once for every resource', () => {
  for (const [path, edit] of Object.entries(editsFor(names))) {
    const once = edit(readFileSync(path, 'utf8'), path);
    const other = editsFor(namedAs(readAsked('boxes', FIELDS)))[path]?.(once, path);
    expect(once, path).toMatch(/project/);
    expect(other, path).toMatch(/project[\s\S]*box|box[\s\S]*project/);
    expect(() => edit('// made anew', path)).toThrow(`${path} has been changed`);
  }
});

test('what fails later leaves every file as it was, and no folder', async () => {
  const folder = makeFolder();
  const [there, fresh] = [join(folder, 'there.ts'), join(folder, 'a/b/fresh.ts')];
  write(folder, 'there.ts', 'before');
  const edits = { [there]: () => 'after' };
  const failing = writeAll({ [fresh]: 'new' }, edits, async () => {
    expect(readFileSync(there, 'utf8')).toBe('after');
    expect(readFileSync(fresh, 'utf8')).toBe('new');
    throw new Error('no disk');
  });
  await expect(failing).rejects.toThrow('no disk');
  expect(readFileSync(there, 'utf8')).toBe('before');
  expect(() => readFileSync(fresh)).toThrow('ENOENT');
  expect(() => readFileSync(join(folder, 'a'))).toThrow('ENOENT');
  await expect(writeAll({ [there]: 'x' }, {}, async () => {})).rejects.toThrow('is there');
});
