import { readFileSync } from 'node:fs';
import { keyIdOf, openEnvelope } from './envelope.ts';
import { OWN_PUBLIC_KEY, verifyingKey } from './proof-key.ts';
import { digestIn, readStatement, type Sources, type Statement } from './statement.ts';

/** Whether a signed proof holds, and what is to be said of it. */
export type Verified = { holds: boolean; lines: string[] };

const not = (...lines: string[]): Verified => ({ holds: false, lines });

/**
 * Opens a signed proof and says what it shows, and whether that is of the sources that lie here. It holds when the owner of the
 * key has signed it and every check of that run held.
 */
export function verifyProof(file: string, keyFile: string | undefined, here: Sources): Verified {
  const key = verifyingKey(keyFile);
  const text = openEnvelope(textIn(file), key);
  if (text === null)
    return not(`NOT signed by ${keyFile ?? OWN_PUBLIC_KEY}, or changed since it was.`);
  const statement = readStatement(text);
  if (!statement) return not('Signed, but no statement of npm run prove.');
  const { result, failedTests } = statement.predicate;
  const signed = `Signed by the key ${keyIdOf(key).slice(0, 16)}.`;
  const own = keyFile ? [] : ['That is the key beside it. Of somebody else’s proof give theirs: --key FILE.']; // biome-ignore format: one line
  const failed = failedTests.map((what) => `  fails: ${what}`);
  const holds = result === 'PASSED' && failed.length === 0;
  return { holds, lines: [signed, ...own, ...shown(statement), ...failed, ...compared(statement, here)] }; // biome-ignore format: one line
}

function shown(statement: Statement): string[] {
  const { result, passedTests, leaks, date, of, counts } = statement.predicate;
  const held = result === 'PASSED' ? 'Proven' : 'NOT proven';
  return [
    `${held} on ${date}, by Gatehouse ${of.gatehouse} in ${of.browser}: ${passedTests.length} checks hold, ${leaks} leaks.`,
    ...Object.entries(counts).map(([what, count]) => `  ${what}: ${count}`),
    ...(of.isClean
      ? []
      : ['The sources had changes that were not committed, or changed while it ran.']),
  ];
}

const compared = (statement: Statement, here: Sources) => [
  `Commit ${digestIn(statement, 'commit') ?? 'unknown'}: ${digestIn(statement, 'commit') === here.commit ? 'the one here' : 'not the one here'}.`,
  `Lock file: ${digestIn(statement, 'package-lock.json') === here.lockFile ? 'the one here' : 'not the one here'}.`,
];

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`There is no file ${file} that can be read.`);
  }
}
