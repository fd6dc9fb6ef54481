import type { Assessment, State } from '#lib/operator/asvs/assess';
import { QUESTIONS } from '#lib/operator/asvs/questions';
import { oneLine, paint } from '#lib/screen';

const STATES: State[] = ['met', 'deviates', 'answered', 'asked', 'unseen', 'failed', 'open'];
const SIGNS = { passed: 'ok      ', failed: 'FAILED  ', unseen: 'unseen  ' };
/** By the word that a line begins with. */
const STYLES = [
  [/^ok(?= )/, 'green'],
  [/^(FAILED|failed|open)(?= )/, 'red'],
  [/^(unseen|asked|read again)(?= )/, 'yellow'],
  [/^level .*/, 'dim'],
] as const;

/** The same lines for a terminal: harmless, and the word that a line begins with in its colour. */
export const assessmentText = (assessment: Assessment, stream = process.stdout): string =>
  assessmentLines(assessment)
    .map((line) =>
      STYLES.reduce(
        (text, [word, style]) => text.replace(word, (found) => paint(style, found, stream)),
        oneLine(line),
      ),
    )
    .join('\n');

/** The assessment in lines that a person reads. */
export function assessmentLines(assessment: Assessment): string[] {
  const { list, level, rows, seen, unanswered, stale, faults } = assessment;
  const { name, version } = list.standard;
  return [
    `${name} ${version}, up to level ${level}: ${rows.length} rows apply.`,
    '',
    `level  ${STATES.map((state) => state.padStart(9)).join('')}`,
    ...[1, 2, 3].filter((one) => one <= level).map((one) => countsAt(assessment, one)),
    '',
    ...Object.entries(seen).map(([probe, { is, says }]) => `${SIGNS[is]}${probe}: ${says}`),
    '',
    ...rows
      .filter(({ state }) => /^(failed|open|unseen)$/.test(state))
      .map(({ id, row, state }) => `${state} ${id}: ${row.asks}. ${reasonOf(row, seen)}`),
    ...unanswered.map((question) => `asked ${question}: ${QUESTIONS[question]}`),
    ...stale.map(({ id, hash }) => `read again ${id}: its files have changed (now ${hash}).`),
    ...faults.map((fault) => `the list is wrong: ${fault}`),
    '',
    'Tests are run by npm test and npm run reliability; here it is only seen that each is there and not skipped.',
    'docs/asvs.md has every row with what shows it.',
  ];
}

function countsAt({ rows }: Assessment, level: number): string {
  const here = rows.filter(({ row }) => row.L === level);
  const count = (state: State) => String(here.filter((one) => one.state === state).length);
  return `${level}      ${STATES.map((state) => count(state).padStart(9)).join('')}`;
}

const reasonOf = (
  { fix, probes = [] }: { fix?: string; probes?: string[] },
  seen: Assessment['seen'],
) => fix ?? `See ${probes.filter((name) => seen[name]?.is !== 'passed').join(', ')} above.`;
