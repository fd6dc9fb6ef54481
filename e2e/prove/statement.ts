import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isGood } from './report.ts';
import type { Proof } from './report-page.ts';

/** Of which sources a run was: the commit, whether anything was changed since, and the packages. */
export type Sources = { commit: string | null; isClean: boolean; lockFile: string };

/** What a run has shown, as an in-toto statement with the predicate for results of tests. */
export type Statement = ReturnType<typeof statementOf>;

const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'https://in-toto.io/attestation/test-result/v0.1';
const LOCK_FILE = 'package-lock.json';

const git = (...words: string[]) => {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** The sources that lie here. */
export const sourcesHere = (): Sources => ({
  commit: git('rev-parse', 'HEAD'),
  isClean: git('status', '--porcelain') === '',
  lockFile: createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex'),
});

/** Those of a run: what lay here when it began, and unchanged only if the same lay here when it ended. */
export const sourcesBetween = (before: Sources, after: Sources): Sources => ({
  ...before,
  isClean:
    before.isClean &&
    after.isClean &&
    before.commit === after.commit &&
    before.lockFile === after.lockFile,
});

/** What is to be signed of a run. Nothing in it is secret, as nothing in the report is. */
export function statementOf(proof: Proof, { commit, isClean, lockFile }: Sources) {
  const { date, seconds, version, browser, node, counts, needles, verdicts, leaks } = proof;
  const named = (isWanted: (problems: string[]) => boolean) =>
    verdicts.filter(([, problems]) => isWanted(problems)).map(([what]) => what);
  const lock = { name: LOCK_FILE, digest: { sha256: lockFile } };
  return {
    _type: STATEMENT,
    subject: [...(commit ? [{ name: 'commit', digest: { gitCommit: commit } }] : []), lock],
    predicateType: PREDICATE,
    predicate: {
      result: isGood(proof) ? 'PASSED' : 'FAILED',
      configuration: [lock],
      passedTests: named((problems) => problems.length === 0),
      failedTests: named((problems) => problems.length > 0),
      of: { gatehouse: version, browser, node, isClean },
      date,
      seconds,
      counts,
      secrets: needles,
      leaks: leaks.length,
      findings: verdicts.flatMap(([check, problems]) =>
        problems.map((problem) => ({ check, problem })),
      ),
    },
  };
}

/** The statement in a text that was signed; null when it is of another kind. */
export function readStatement(text: string): Statement | null {
  const statement = JSON.parse(text) as Statement;
  const isOurs = statement._type === STATEMENT && statement.predicateType === PREDICATE;
  return isOurs && Array.isArray(statement.predicate?.passedTests) ? statement : null;
}

/** The digest that a statement names of its subject; null when it has none. */
export const digestIn = ({ subject }: Statement, name: string): string | null =>
  Object.values(subject.find((one) => one.name === name)?.digest ?? {})[0] ?? null;
