import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Finding, median, ratios, short } from '#e2e/bench/finding';

type Round = { without: number; with: number; signIn: number };

/** What the entries in the log cost a sign-in: their part of its transaction, against the whole of it. */
export async function auditEntry(): Promise<Finding[]> {
  const rounds = await measure();
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

async function measure(): Promise<Round[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    DATABASE_URL: `file:${join(folder, 'gatehouse.db')}`,
  } as const;
  const args = ['--conditions=react-server', 'e2e/bench/audit-entry-process.ts'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
