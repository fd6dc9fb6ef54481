import 'server-only';

/** Of each kind how often it was there, and the first lines. */
export type MovedTally = Record<string, { count: number; lines: number[] }>;

const MOST_LINES = 20;
/** A file may have as many wrong names as it likes. */
const MOST_KINDS = 50;
const OTHERS = 'others';

export function countIn(tally: MovedTally, kind: string, line: number) {
  const isKnown = kind in tally || Object.keys(tally).length < MOST_KINDS;
  const name = isKnown ? kind : OTHERS;
  const entry = tally[name] ?? { count: 0, lines: [] };
  tally[name] = entry;
  entry.count++;
  if (entry.lines.length < MOST_LINES) entry.lines.push(line);
}
