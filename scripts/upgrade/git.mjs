import { spawnSync } from 'node:child_process';

/** What stops an upgrade, as a sentence for whoever runs it. */
export class Stopped extends Error {}

/** Git in this folder: `git(…)` answers what it prints, `git.try(…)` null where it fails, `git.lines(…)` a list. */
export function gitIn(root) {
  const run = (args) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const git = (...args) => {
    const { status, stdout, stderr, error } = run(args);
    if (error) throw new Stopped('The program git is needed, and is not there.');
    if (status !== 0) throw new Stopped(`git says: ${(stderr || stdout).trim()}`);
    return stdout.trimEnd();
  };
  git.try = (...args) => {
    const { status, stdout } = run(args);
    return status === 0 ? stdout.trimEnd() : null;
  };
  git.lines = (...args) =>
    git('-c', 'core.quotePath=false', ...args)
      .split('\n')
      .filter(Boolean);
  return git;
}
