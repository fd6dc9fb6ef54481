import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STANDARD_PAGES, standardPage } from '#lib/operator/asvs/page';
import { PROBES } from '#lib/operator/asvs/probes';
import { QUESTIONS } from '#lib/operator/asvs/questions';
import { readStandard, type Standard, type StandardRow } from '#lib/operator/asvs/row';
import { appliesNow, faultOfTest, faultsOf } from '#lib/operator/asvs/rules';
import { titlesIn } from '#lib/operator/asvs/titles';

const NAMES = ['asvs', 'nist'] as const;

test.each(NAMES)('every row of %s is there once, with what it stands on', (name) => {
  expect(faultsOf(readStandard(name))).toEqual([]);
  // JSON keeps the last of two rows with one number: the file has each once.
  const file = readFileSync(
    { asvs: 'docs/asvs.json', nist: 'docs/nist-800-63b.json' }[name],
    'utf8',
  );
  const ids = [...file.matchAll(/^ {4}"([\w.]+)": /gm)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(Object.keys(readStandard(name).rows));
});

/** How many sections each chapter of ASVS 5.0.0 has, and how many rows each of them. */
const SHAPE = [
  [2, 10, 12, 3, 3],
  [3, 3, 5, 2],
  [1, 3, 5, 8, 8, 1, 5],
  [5, 5, 2, 4],
  [1, 6, 3, 3],
  [3, 12, 8, 6, 8, 4, 2, 4],
  [3, 4, 2, 5, 3, 2],
  [4, 4, 3, 2],
  [3, 4],
  [2, 3, 5, 16, 5, 2, 3],
  [4, 5, 5, 4, 2, 2, 2],
  [5, 2, 5],
  [4, 6, 4, 7],
  [2, 8, 3],
  [5, 5, 7, 4],
  [1, 5, 4, 3, 4],
  [2, 8, 2],
];

test('the rows of ASVS have the numbers of the standard', () => {
  const numbers = SHAPE.flatMap((sections, chapter) =>
    sections.flatMap((rows, section) =>
      Array.from({ length: rows }, (_, at) => `${chapter + 1}.${section + 1}.${at + 1}`),
    ),
  );
  expect(numbers).toHaveLength(345);
  expect(Object.keys(readStandard('asvs').rows)).toEqual(numbers);
  const at = (level: number) =>
    Object.values(readStandard('asvs').rows).filter(({ L }) => L === level).length;
  expect([at(1), at(2), at(3)]).toEqual([70, 183, 92]);
});

test('no row is open, and at levels 1 and 2 nothing but what is met, reasoned, asked or not here', () => {
  for (const name of NAMES) {
    const open = Object.entries(readStandard(name).rows).filter(([, { is }]) => is === 'open');
    expect(open.map(([id]) => id)).toEqual([]);
  }
});

/** So many deviate at each level: one more is a decision, and is entered here. */
test('no row got worse', () => {
  const deviating = (name: (typeof NAMES)[number]) => {
    const rows = Object.values(readStandard(name).rows).filter(({ is }) => is === 'deviates');
    return [1, 2, 3].map((level) => rows.filter(({ L }) => L === level).length);
  };
  expect(deviating('asvs')).toEqual([3, 10, 13]);
  expect(deviating('nist')).toEqual([11, 2, 0]);
});

test('every probe and every question is there for some row', () => {
  const rows = NAMES.flatMap((name) => Object.values(readStandard(name).rows));
  const used = (of: (row: StandardRow) => string[] | undefined) =>
    [...new Set(rows.flatMap((row) => of(row) ?? []))].sort();
  expect(used(({ probes }) => probes)).toEqual(Object.keys(PROBES).sort());
  expect(used(({ questions }) => questions)).toEqual(Object.keys(QUESTIONS).sort());
  expect([Object.keys(PROBES).length, Object.keys(QUESTIONS).length]).toEqual([18, 10]);
});

test.each(NAMES)('the page of %s is printed from its list', (name) => {
  const mend =
    'The page is old. Run: npx node --conditions=react-server lib/operator/asvs/page.ts --write';
  expect(readFileSync(STANDARD_PAGES[name], 'utf8'), mend).toBe(standardPage(name));
});

const ROW: StandardRow = {
  L: 1,
  asks: 'something',
  is: 'met',
  tests: [['lib/result.test.ts', 'x']],
};
const faultsWith = (row: Partial<StandardRow>, id = '7.7.7') => {
  const { standard } = readStandard('asvs');
  const list: Standard = {
    standard: { ...standard, rows: 1 },
    rows: { [id]: { ...ROW, tests: [['lib/decisions.test.ts', TITLE]], ...row } },
  };
  return faultsOf(list);
};
const TITLE = 'the index has every record with its title, its date and what amends it';

test('a list in which something is wrong is told so, by its row', () => {
  const here = (title: string): [string, string][] => [['lib/operator/asvs/asvs.test.ts', title]];
  const cases: [Partial<StandardRow>, string | RegExp | null][] = [
    [{ tests: here('no row got worse') }, null],
    [{ tests: here('the page of %s is printed from its list') }, null],
    [{ tests: here('no row got better') }, '7.7.7 lib/operator/asvs/asvs.test.ts has no test "no row got better"'],
    [{ tests: [['lib/gone.test.ts', 'x']] }, '7.7.7 lib/gone.test.ts is not there'],
    [{ tests: [['lib/result.ts', 'x']] }, '7.7.7 lib/result.ts is not run by any command'],
    [{ tests: here('no row got worse'), asks: '' }, '7.7.7 asks for nothing'],
    [{ tests: here('no row got worse'), L: 4 }, '7.7.7 is of level 4'],
    [{ tests: here('no row got worse'), probes: ['nothing'] }, '7.7.7 there is no probe nothing'],
    [{ tests: here('no row got worse'), questions: ['Q'] }, '7.7.7 there is no question Q'],
    [{ tests: here('no row got worse'), is: 'deviates' }, '7.7.7 deviates without a written reason'],
    [{ tests: here('no row got worse'), is: 'deviates', why: 'docs/gone.md' }, '7.7.7 docs/gone.md is not there'],
    [{ tests: here('no row got worse'), is: 'deviates', why: 'docs/keys.md' }, '7.7.7 docs/keys.md does not name it'],
    [{ tests: here('no row got worse'), is: 'asked' }, '7.7.7 is asked of nobody'],
    [{ tests: here('no row got worse'), is: 'open' }, '7.7.7 is open without a fix and a date'],
    [{ tests: here('no row got worse'), is: 'not-applicable' }, '7.7.7 does not apply, and nothing says why or until when'],
    [{ tests: here('no row got worse'), is: 'not-applicable', because: 'x', unless: { dependency: 'zod' } }, /^7\.7\.7 applies now/],
    [{ tests: here('no row got worse'), is: 'not-applicable', because: 'x', unless: { dependency: 'graphql' } }, null],
  ]; // biome-ignore format: one line each
  for (const [row, fault] of cases) {
    const found = faultsWith(row);
    expect([row, found]).toEqual([
      row,
      fault === null ? [] : [typeof fault === 'string' ? fault : expect.stringMatching(fault)],
    ]);
  }
  const { tests: _, ...bare } = ROW;
  const list: Standard = {
    standard: { ...readStandard('asvs').standard, rows: 2 },
    rows: { '7.7.7': bare },
  };
  expect(faultsOf(list)).toEqual(['1 rows, not 2', '7.7.7 is met by no test, probe or reading']);
  const read = { files: ['lib/gone.ts'], on: 'today', says: '', hash: '' };
  expect(faultsWith({ tests: here('no row got worse'), read })).toEqual([
    '7.7.7 is read on no day',
    '7.7.7 is read, and nothing is said of it',
    '7.7.7 lib/gone.ts is not there',
  ]);
});

test('a number is named by itself and not as a part of another', () => {
  expect(
    faultsWith(
      { is: 'deviates', why: 'docs/decisions/068-standards-row-by-row.md', tests: [] },
      '6.3.6',
    ),
  ).toEqual([]);
  for (const id of ['6.3.61', '16.3.6', '3.6'])
    expect(
      faultsWith(
        { is: 'deviates', why: 'docs/decisions/068-standards-row-by-row.md', tests: [] },
        id,
      ),
    ).toEqual([`${id} docs/decisions/068-standards-row-by-row.md does not name it`]);
});

test.each([
  ["test('one', () => {});", { one: 'runs' }],
  ["test('one', { tag: '@long' }, async () => {});", { one: 'runs' }],
  ["test.each([['two', 1]])('%s is %i', () => {});", { '%s is %i': 'runs' }],
  [
    "test.each([\n  ['two', 1],\n] as const)(\n  'it says %s',\n  (a) => {},\n);",
    { 'it says %s': 'runs' },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: so it is written in a test
  ['test(`who ${who} is`, async () => {});', { 'who ${who} is': 'runs' }],
  ["test('it\\'s', () => {});", { "it's": 'runs' }],
  ["test.skip('one', () => {});", { one: 'skipped' }],
  ["test.fixme('one', () => {});", { one: 'skipped' }],
  ["test.skip.each([1])('one', () => {});", { one: 'skipped' }],
  ["describe.skip('all', () => {\n  test('one', () => {});\n});", { one: 'skipped' }],
  [
    "test('one', () => {\n  test.skip(isSlow, 'not here');\n  call('two', 3);\n});",
    { one: 'runs' },
  ],
  ["expect(['one', 'two']).toEqual(1);", {}],
  ["// test('one', () => {});", {}],
])('of %j the titles are known', (source, titles) => {
  expect(Object.fromEntries(titlesIn(source))).toEqual(titles);
});

test('what would make a row apply is looked for in the tree', () => {
  expect(appliesNow({ dependency: 'next' })).toBe(true);
  expect(appliesNow({ dependency: 'ws' })).toBe(false);
  expect(appliesNow({ text: 'requireViewer', in: 'app' })).toBe(true);
  expect(appliesNow({ text: 'type="file"', in: 'app' })).toBe(false);
  expect(appliesNow({ file: 'lib/**/*.ts' })).toBe(true);
  expect(appliesNow({ file: 'lib/**/*.cpp' })).toBe(false);
  expect(faultOfTest(['lib/operator/asvs/asvs.test.ts', 'of %j the titles are known'])).toBeNull();
});
