import { existsSync, globSync, readFileSync } from 'node:fs';
import { PROBES } from '#lib/operator/asvs/probes';
import { QUESTIONS } from '#lib/operator/asvs/questions';
import type { Standard, StandardRow, Unless } from '#lib/operator/asvs/row';
import { titlesIn } from '#lib/operator/asvs/titles';
import { isTakenOut } from '#lib/product/example';

/** Where the runs of `npm test` and `npm run reliability` look for tests. */
const RUN =
  /^((app|lib|drizzle|scripts|texts|client-cli|witness|e2e\/prove)\/|e2e\/(attacks|clients|conformance|reliability|stories)\/).*\.test\.ts$/;

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** Why a named test is none, or null: it has to be there under that very title, in a file that is run, and not skipped. */
export function faultOfTest([file, title]: [file: string, title: string]): string | null {
  const source = textOf(file);
  if (source === null) return isTakenOut(file) ? null : `${file} is not there`;
  if (!RUN.test(file)) return `${file} is not run by any command`;
  const found = titlesIn(source).get(title);
  if (!found) return `${file} has no test "${title}"`;
  return found === 'skipped' ? `${file}: "${title}" is skipped` : null;
}

/** Whether what would make a row apply is in the tree. */
export function appliesNow(unless: Unless): boolean {
  if ('file' in unless) return globSync(unless.file).length > 0;
  if ('text' in unless)
    return globSync(`${unless.in}/**/*`, { withFileTypes: true })
      .filter((one) => one.isFile() && !/\.test/.test(one.name))
      .some((one) => textOf(`${one.parentPath}/${one.name}`)?.includes(unless.text));
  const { dependencies } = JSON.parse(textOf('package.json') ?? '{}') as { dependencies: object };
  return unless.dependency in dependencies;
}

const HOW: Record<StandardRow['is'], (row: StandardRow, id: string) => string | null> = {
  met: ({ tests, probes, read }) =>
    tests || probes || read ? null : 'is met by no test, probe or reading',
  open: ({ fix, since }) => (fix && since ? null : 'is open without a fix and a date'),
  asked: ({ questions }) => (questions ? null : 'is asked of nobody'),
  deviates: ({ why }, id) => {
    if (!why) return 'deviates without a written reason';
    const text = textOf(why);
    if (text === null) return `${why} is not there`;
    return new RegExp(`(?<![\\d.])${id.replaceAll('.', '\\.')}(?![\\d.]*\\d)`).test(text)
      ? null
      : `${why} does not name it`;
  },
  'not-applicable': ({ because, unless }) => {
    if (!because || !unless) return 'does not apply, and nothing says why or until when';
    return appliesNow(unless) ? `applies now: ${JSON.stringify(unless)}` : null;
  },
};

function faultsOfRow(id: string, row: StandardRow): string[] {
  const { tests = [], probes = [], questions = [], read } = row;
  const dated = read && !/^\d{4}-\d\d-\d\d$/.test(read.on) ? 'is read on no day' : null;
  return [
    row.asks ? null : 'asks for nothing',
    [1, 2, 3].includes(row.L) ? null : `is of level ${row.L}`,
    HOW[row.is] ? HOW[row.is](row, id) : `is "${row.is}"`,
    dated,
    read && !read.says ? 'is read, and nothing is said of it' : null,
    ...tests.map(faultOfTest),
    ...(read?.files ?? []).map((file) => (existsSync(file) ? null : `${file} is not there`)),
    ...probes.map((name) => (name in PROBES ? null : `there is no probe ${name}`)),
    ...questions.map((name) => (name in QUESTIONS ? null : `there is no question ${name}`)),
  ].filter((one) => one !== null && one !== undefined);
}

/** Everything that is wrong with the list of a standard, each with the number of its row. Empty when all of it holds. */
export function faultsOf({ standard, rows }: Standard): string[] {
  const all = Object.entries(rows);
  const count = all.length === standard.rows ? [] : [`${all.length} rows, not ${standard.rows}`];
  return [
    ...count,
    ...all.flatMap(([id, row]) => faultsOfRow(id, row).map((fault) => `${id} ${fault}`)),
  ];
}
