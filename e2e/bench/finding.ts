/** What was measured, against its target. Most values are ratios of two things measured side by side. */
export type Finding = {
  what: string;
  against: string;
  /** The median of the rounds. */
  value: number;
  /** Lowest and highest of the rounds. */
  spread: [number, number];
  unit?: string;
  /** What the value comes from. Means nothing on another machine. */
  detail: string;
  aim: number;
} & ({ atLeast: number } | { atMost: number });

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

/** The value that this share of the others is below: 0.99 for p99. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

/** The ratio of each round, whose two sides were measured one right after the other, and what is typical. */
export function ratios(rounds: [one: number, other: number][], unit: string) {
  const each = rounds.map(([one, other]) => one / other);
  const middle = (side: 0 | 1) => short(median(rounds.map((pair) => pair[side])));
  return {
    value: median(each),
    spread: [Math.min(...each), Math.max(...each)] as [number, number],
    detail: `${middle(0)} against ${middle(1)} ${unit}`,
  };
}

export const short = (value: number) => String(Number(value.toPrecision(3)));

export const isMet = (finding: Finding) =>
  'atLeast' in finding ? finding.value >= finding.atLeast : finding.value <= finding.atMost;
