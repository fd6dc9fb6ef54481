import type { AttackRow } from './attacks.ts';
import type { InjectedRow } from './injected-script.ts';
import { QUESTIONS, type Question, type StorageRow } from './storages.ts';

/** A table as a report shows it: the same rows in docs/proof.md, in the HTML and in the JSON. */
export type Shown = { title: string; intro: string; head: string[]; rows: string[][] };

const questions = Object.keys(QUESTIONS) as Question[];

export const storageTable = (rows: StorageRow[]): Shown => ({
  title: 'The four storages',
  intro:
    'A page that keeps what proves who it is in one of these places, under attack by a script that got into it and by another site. Every cell was observed in the browser.',
  head: ['where it is kept', ...questions.map((question) => QUESTIONS[question])],
  rows: rows.map((row) => [row.storage, ...questions.map((question) => row[question])]),
});

export const insideTable = (rows: InjectedRow[]): Shown => ({
  title: 'What is left to a script that is inside',
  intro:
    'An httpOnly cookie cannot be read or carried away, and yet a script in the page can act with it. This is what one could do in a signed-in page of Gatehouse; all but the first line were done past the content policy, as if it were not there.',
  head: ['what it tries to do', 'what was observed', 'what decides'],
  rows: rows.map(({ tried, observed, because }) => [tried, observed, because]),
});

export const attackTable = (rows: AttackRow[]): Shown => ({
  title: 'The attacks, side by side',
  intro:
    'Each was performed in the same run, in the same way, against a deliberately weak app that keeps a JWT in localStorage and in a cookie (a fixture of the proof, never part of the product), and against Gatehouse.',
  head: ['attack', 'what was tried', 'at the weak app', 'at Gatehouse', 'what stopped it here'],
  rows: rows.map((row) => [row.attack, row.tried, row.there, row.here, row.stoppedBy]),
});

const cell = (text: string) => text.replaceAll('|', '\\|');
const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

const asMarkdown = ({ title, intro, head, rows }: Shown) =>
  [`## ${title}`, '', intro, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );

/** docs/proof.md as it is to be: nothing in it depends on when and where it was observed. */
export const documentOf = (tables: Shown[]) => `# What was observed

Made by \`npm run prove -- --write-docs\`, in a production build and a real browser. \`npm run prove\` observes all
of it again and fails when one cell has become another. What is searched, and how: [prove.md](prove.md).

${tables.map(asMarkdown).join('\n\n')}
`;

/** A table for a terminal. */
export function printed({ title, head, rows }: Shown): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => Math.min(cells[column]?.length ?? 0, WIDEST))),
  );
  const print = (cells: string[]) =>
    cells
      .map((one, column) => clip(one).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [title, '', ...[head, ...rows].map(print), ''].join('\n');
}

const WIDEST = 44;
const clip = (text: string) => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text);
