import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What git keeps and .gitignore names; nothing where there is no git folder, as in an image. */
const ignored = () => {
  const words = ['ls-files', '--cached', '--ignored', '--exclude-per-directory=.gitignore'];
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean) : [];
};

test('no file that is made, and ignored for that, is kept in the repository', () => {
  expect(ignored()).toEqual([]);
});
