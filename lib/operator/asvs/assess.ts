import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { GivenAnswers } from '#lib/operator/asvs/answers';
import type { Seen } from '#lib/operator/asvs/probe';
import type { Question } from '#lib/operator/asvs/questions';
import type { Standard, StandardRow } from '#lib/operator/asvs/row';
import { faultsOf } from '#lib/operator/asvs/rules';

/**
 * How a row stands at one installation. `failed`: a probe saw otherwise than the row says. `asked`: nobody has answered
 * yet. `unseen`: nothing but probes speaks for it, and none of them could look.
 */
export type State = 'met' | 'deviates' | 'open' | 'failed' | 'asked' | 'answered' | 'unseen';

export type Assessed = { id: string; row: StandardRow; state: State };

export type Assessment = {
  list: Standard;
  level: number;
  rows: Assessed[];
  seen: Record<string, Seen>;
  given: GivenAnswers;
  /** What is wrong with the list itself: a test that is gone, a row without a reason. */
  faults: string[];
  unanswered: Question[];
  /** Rows whose files have changed since somebody read them, with the hash of now. */
  stale: { id: string; hash: string }[];
};

/** The rows of a level that apply. */
const rowsOf = ({ rows }: Standard, level: number) =>
  Object.entries(rows).filter(([, row]) => row.L <= level && row.is !== 'not-applicable');

/** The probes that rows of a level rely on, each once. */
export const probesOf = (list: Standard, level: number): string[] => [
  ...new Set(rowsOf(list, level).flatMap(([, { probes = [] }]) => probes)),
];

/** Puts together what the list says, what probes have seen, and what the operator has answered. */
export function assess(
  list: Standard,
  level: number,
  seen: Record<string, Seen>,
  given: GivenAnswers,
): Assessment {
  const shown = rowsOf(list, level);
  const asked = [...new Set(shown.flatMap(([, { questions = [] }]) => questions))] as Question[];
  return {
    list,
    level,
    seen,
    given,
    rows: shown.map(([id, row]) => ({ id, row, state: stateOf(row, seen, given) })),
    faults: faultsOf(list),
    unanswered: asked.filter((name) => !given[name]),
    stale: shown.flatMap(([id, { read }]) => {
      const hash = read ? hashOfFiles(read.files) : '';
      return read && hash !== read.hash ? [{ id, hash }] : [];
    }),
  };
}

function stateOf(row: StandardRow, seen: Record<string, Seen>, given: GivenAnswers): State {
  const { probes = [], questions = [], tests, read, is } = row;
  const looks = probes.map((name) => seen[name]?.is ?? 'unseen');
  if (looks.includes('failed')) return is === 'deviates' ? 'deviates' : 'failed';
  if (is === 'asked')
    return questions.every((name) => given[name as Question]) ? 'answered' : 'asked';
  if (is === 'met' && !tests && !read && looks.every((one) => one === 'unseen')) return 'unseen';
  return is === 'not-applicable' ? 'open' : is;
}

/** 1 where a row is open or failed, or the list is wrong; 2 where something waits for an answer or was not seen; else 0. */
export function exitCodeOf({ rows, faults }: Assessment): number {
  const has = (...states: State[]) => rows.some(({ state }) => states.includes(state));
  if (faults.length > 0 || has('open', 'failed')) return 1;
  return has('asked', 'unseen') ? 2 : 0;
}

/** Twelve digits of SHA-256 over the files, which are another when one of them has changed. */
function hashOfFiles(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : 'gone');
  return hash.digest('hex').slice(0, 12);
}
