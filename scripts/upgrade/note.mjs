import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Stopped } from './git.mjs';

/** What the clone remembers of its latest upgrade, for going on and for going back. */
const fileOf = (git, root) =>
  resolve(root, git('rev-parse', '--git-path', 'gatehouse-upgrade.json'));

export const writeNote = (git, root, note) =>
  writeFileSync(fileOf(git, root), JSON.stringify(note));
export const dropNote = (git, root) => rmSync(fileOf(git, root));

export function readNote(git, root) {
  const file = fileOf(git, root);
  if (!existsSync(file)) throw new Stopped('No upgrade has been made or begun here.');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Whether the merge that is under way is that of this upgrade, and not one of somebody's own. */
export const isUnderWay = (git, { release, before }) =>
  git.try('rev-parse', '-q', '--verify', 'MERGE_HEAD') === release &&
  git('rev-parse', 'HEAD') === before;
