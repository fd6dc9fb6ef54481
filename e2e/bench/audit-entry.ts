import { type Finding, median, ratios, short } from '#e2e/bench/finding';
import { measureApart } from '#e2e/bench/process';

type Round = { without: number; with: number; signIn: number };

/** What the entries in the log cost a sign-in: their part of its transaction, against the whole of it. */
export async function auditEntry(): Promise<Finding[]> {
  const rounds = await measureApart<Round[]>('e2e/bench/audit-entry-process.ts');
  const { spread, value } = ratios(
    rounds.map((round) => [Math.max(0, round.with - round.without), round.signIn]),
    'ms',
  );
  const middle = (side: keyof Round) => short(median(rounds.map((round) => round[side])));
  return [
    {
      what: 'the entries in the log that a sign-in makes',
      against: 'a whole sign-in, argon2id included',
      value,
      spread,
      detail: `transaction ${middle('with')} ms with them, ${middle('without')} without; sign-in ${middle('signIn')} ms`,
      atMost: 0.05,
      aim: 0.02,
    },
  ];
}
