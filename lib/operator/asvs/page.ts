// Prints the pages of the standards in Markdown, from the lists: npx node --conditions=react-server lib/operator/asvs/page.ts
// With --write it puts them into docs.
import { writeFileSync } from 'node:fs';
import { PROBES } from '#lib/operator/asvs/probes';
import { QUESTIONS } from '#lib/operator/asvs/questions';
import {
  FILE_OF,
  readStandard,
  type Standard,
  type StandardName,
  type StandardRow,
} from '#lib/operator/asvs/row';

export const STANDARD_PAGES: Record<StandardName, string> = {
  asvs: 'docs/asvs.md',
  nist: 'docs/nist-800-63b.md',
};

const CHAPTERS =
  'Encoding and sanitization|Validation and business logic|Web frontend security|API and web service|File handling|Authentication|Session management|Authorization|Self-contained tokens|OAuth and OIDC|Cryptography|Secure communication|Configuration|Data protection|Secure coding and architecture|Logging and error handling|WebRTC'.split(
    '|',
  );

const introOf = ({ standard }: Standard, name: StandardName) =>
  `# ${standard.name} ${standard.version}, row by row

Each requirement of [the standard](${standard.at}), in short words of our own, and what shows that it is met.
${standard.licence}. *Met* names tests that are run, looks at the running installation (*probe*), or a reading of files with
its day. *Deviates* names the document with the reason. *Asked* is what only the operator can answer. *Not here* says what would
make it apply. The page is printed from \`${FILE_OF[name]}\` by
\`npx node --conditions=react-server lib/operator/asvs/page.ts --write\`. A test fails when a named test is gone, renamed or
skipped, when a row is missing or without a reason, and when what does not apply does. \`npm run doctor -- --${name}\` looks at
an installation ([how](operating.md#against-a-standard)). That a test is there does not show that it is a good one: read it.
`;

/** How the rows stand, counted by level. */
function countsOf({ rows }: Standard): string {
  const kinds: [StandardRow['is'], string][] = [
    ['met', 'met'],
    ['deviates', 'deviates'],
    ['asked', 'asked'],
    ['open', 'open'],
    ['not-applicable', 'not here'],
  ];
  const levels = [...new Set(Object.values(rows).map(({ L }) => L))].sort();
  const count = (level: number, is: string) =>
    Object.values(rows).filter((row) => row.L === level && row.is === is).length;
  const lines = levels.map(
    (level) =>
      `| ${level} | ${kinds.map(([is]) => count(level, is)).join(' | ')} | ${Object.values(rows).filter(({ L }) => L === level).length} |`,
  );
  return [
    `| level | ${kinds.map(([, says]) => says).join(' | ')} | rows |`,
    `|${'---|'.repeat(kinds.length + 2)}`,
    ...lines,
    '',
  ].join('\n');
}

const cell = (text: string) => text.replace(/[|_*<]/g, '\\$&');
const linkTo = (path: string) =>
  path.startsWith('docs/') ? `[${path.slice(5)}](${path.slice(5)})` : `[${path}](../${path})`;

function shown(row: StandardRow): string {
  const { tests = [], probes = [], questions = [], read, why, because, unless, fix } = row;
  const parts = [
    why && `reason: ${linkTo(why)}`,
    because && `${cell(because)} Unless: ${cell(Object.values(unless ?? {}).join(' in '))}`,
    fix && cell(fix),
    ...tests.map(([file, title]) => `\`${file}\`: ${cell(title)}`),
    probes.length > 0 && `probe: ${probes.join(', ')}`,
    read && `read on ${read.on}: ${cell(read.says)}`,
    questions.length > 0 && `question: ${questions.join(', ')}`,
  ];
  return parts.filter(Boolean).join('<br>');
}

const SAYS = {
  met: 'met',
  deviates: '*deviates*',
  asked: '*asked*',
  open: '**open**',
  'not-applicable': 'not here',
};

function tableOf(rows: [string, StandardRow][], isNist: boolean): string {
  const head = isNist
    ? '| row | section | level | asked | is | shown by |'
    : '| row | level | asked | is | shown by |';
  return [
    head,
    `|${'---|'.repeat(head.split('|').length - 2)}`,
    ...rows.map(([id, row]) => {
      const where = isNist ? `${row.section}, ${row.force} | ` : '';
      return `| ${id} | ${where}${row.L} | ${cell(row.asks)} | ${SAYS[row.is]} | ${shown(row)} |`;
    }),
    '',
  ].join('\n');
}

const listOf = (title: string, lines: [string, string][]) =>
  [`## ${title}`, '', ...lines.map(([name, says]) => `- \`${name}\`: ${says}`), ''].join('\n');

/** The whole page of one standard. */
export function standardPage(name: StandardName): string {
  const list = readStandard(name);
  const rows = Object.entries(list.rows);
  const isNist = name === 'nist';
  const parts = isNist
    ? [tableOf(rows, true)]
    : CHAPTERS.flatMap((title, at) => [
        `## V${at + 1} ${title}`,
        '',
        tableOf(
          rows.filter(([id]) => id.startsWith(`${at + 1}.`)),
          false,
        ),
      ]);
  const known = isNist
    ? []
    : [
        listOf(
          'Probes',
          Object.entries(PROBES).map(([one, { about }]) => [one, about]),
        ),
        listOf('Questions', Object.entries(QUESTIONS)),
      ];
  return [introOf(list, name), countsOf(list), ...parts, ...known].join('\n');
}

if (process.argv[1] === import.meta.filename)
  for (const [name, file] of Object.entries(STANDARD_PAGES)) {
    const page = standardPage(name as StandardName);
    if (process.argv.includes('--write')) writeFileSync(file, page);
    else process.stdout.write(page);
  }
