import type { Finding } from '#lib/operator/doctor/finding';
import { type Cell, inColumns, isScreen, oneLine, paint } from '#lib/screen';

const KINDS = ['ok', 'warning', 'problem'] as const;
const SIGNS = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' };
const STYLES = { ok: ['green'], warning: ['bold', 'yellow'], problem: ['bold', 'red'] } as const;

/** What was found: in columns and colours on a screen, what is amiss last; elsewhere one line each, as it was asked. */
export function tellFindings(findings: Finding[], stream: NodeJS.WriteStream = process.stdout) {
  const byKind = () => KINDS.flatMap((kind) => findings.filter(({ is }) => is === kind));
  const lines = isScreen(stream)
    ? inColumns([], byKind().flatMap(rowsOf), stream)
    : findings.flatMap(linesOf);
  const count = (kind: Finding['is']) => findings.filter(({ is }) => is === kind).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const worst = problems > 0 ? 'problem' : warnings > 0 ? 'warning' : 'ok';
  const sum = `${problems} problems, ${warnings} warnings`;
  return [...lines, '', paint([...STYLES[worst]], sum, stream)].join('\n');
}

function rowsOf({ check, is, says, fix }: Finding): Cell[][] {
  const sign = { says: is === 'problem' ? 'PROBLEM' : is, style: [...STYLES[is]] };
  const name: Cell = { says: check, style: 'bold' };
  return [[sign, name, says], ...(fix ? [['', '', { says: fix, style: 'cyan' as const }]] : [])];
}

const linesOf = ({ check, is, says, fix }: Finding) => [
  oneLine(`${SIGNS[is]}${check}: ${says}`),
  ...(fix ? [oneLine(`        ${fix}`)] : []),
];
