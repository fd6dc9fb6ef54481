// Prints the page of conformance in Markdown, from the table that is run: npx node e2e/conformance/page.ts
// With --write it puts it into docs/conformance.md.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { PLANS } from './plans.ts';
import type { Plan, Row } from './row.ts';

export const PAGE = 'docs/conformance.md';

const INTRO = [
  '# Conformance',
  '',
  'Every row is a function that is run over HTTP against the server as it is built, by `npm test` (rows marked *long* by',
  '`npm run reliability`), or names the test elsewhere that shows it. A row that fails fails the run. This page is printed from',
  'the same table, `e2e/conformance`, by `npx node e2e/conformance/page.ts --write`, and a test compares the two. Modules of the',
  'plans of the OpenID Foundation have their names; the rest is in our words. It is no certificate:',
  '[decision 052](decisions/052-conformance.md) says what it is worth, and why some of it is not there.',
  '',
].join('\n');

/** The file of a decision record, by its number. */
export const recordOf = (number: string) => {
  const [path] = globSync(`docs/decisions/${number}-*.md`);
  if (!path) throw new Error(`There is no decision ${number}.`);
  return `decisions/${basename(path)}`;
};

function outcome({ decision, shownBy, isLong }: Row): string {
  if (decision) return `[${decision.record}](${recordOf(decision.record)}): ${decision.because}`;
  if (shownBy) return `shown by \`${shownBy.file}\`${isLeftOut(shownBy) ? ', *long*' : ''}`;
  return isLong ? 'PASS, *long*' : 'PASS';
}

/** Whether the test elsewhere is left to `npm run reliability`, in some case of it at least: its tag stands behind its name. */
function isLeftOut({ file, test }: NonNullable<Row['shownBy']>): boolean {
  const [, behind = ''] = readFileSync(file, 'utf8').split(test);
  return behind.slice(0, 200).includes('@long');
}

/** A word that has a sign of tables or of emphasis in it. */
const cell = (text: string) => text.replace(/[|_*]/g, '\\$&');

const line = (row: Row) =>
  `| ${cell(row.name)} | ${cell(row.section)} | ${cell(row.asks)} | ${outcome(row)} |`;

const section = ({ title, at, rows }: Plan) => `## ${title}

<${at}>

| row | section | what is asked | outcome |
|---|---|---|---|
${rows.map(line).join('\n')}
`;

/** How many rows pass, and how many are decided otherwise. */
function summary(): string {
  const rows = PLANS.flatMap((plan) => plan.rows);
  const others = rows.filter(({ decision }) => decision).length;
  return `${rows.length} rows: ${rows.length - others} pass, ${others} by a decision, 0 fail.\n`;
}

/** The whole page. */
export const conformancePage = () => [INTRO, summary(), ...PLANS.map(section)].join('\n');

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--write')) writeFileSync(PAGE, conformancePage());
  else process.stdout.write(conformancePage());
}
