import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from './find-leaks.ts';
import { ENCODINGS, NOT_SEEN } from './limits.ts';
import { type Proof, pageOf } from './report-page.ts';

export const isGood = ({ verdicts }: Proof) =>
  verdicts.every(([, problems]) => problems.length === 0);

/** Writes the report as one HTML file that needs nothing else, and as JSON, into a folder; answers where. */
export function writeReport(proof: Proof, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const good = isGood(proof);
  writeFileSync(
    join(folder, 'proof.json'),
    `${JSON.stringify({ isProven: good, encodings: ENCODINGS, notSeen: NOT_SEEN, belongs: REASONS, ...proof }, null, 2)}\n`,
  );
  const file = join(folder, 'proof.html');
  writeFileSync(file, pageOf(proof));
  return file;
}

export const versionOf = () =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
