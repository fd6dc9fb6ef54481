import { Stopped } from './git.mjs';
import { releasesBetween } from './release.mjs';

/** Refuses where something could be lost. */
export function requireClean(git) {
  if (git.try('rev-parse', '-q', '--verify', 'MERGE_HEAD') !== null)
    throw new Stopped(
      'A merge is under way: finish it with npm run upgrade -- --continue, or go back with npm run upgrade -- --undo.',
    );
  if (git.lines('status', '--porcelain', '--untracked-files=no').length > 0)
    throw new Stopped(
      'There are changes that are not committed. Commit them first, so that nothing can be lost.',
    );
}

/** Fetches the tags of the remote, with all their history; without it goes on with those that are here. */
export function fetchReleases(git, from, say) {
  const remotes = git.lines('remote');
  const remote = from ?? ['upstream', 'origin'].find((one) => remotes.includes(one));
  if (!remote) return;
  const isShallow = git('rev-parse', '--is-shallow-repository') === 'true';
  const fetched = git.try('fetch', '-q', ...(isShallow ? ['--unshallow'] : []), '--tags', remote);
  if (fetched === null)
    say(`${remote} could not be asked for releases. What is here already is used.`);
}

/** The newest release that is part of a commit; before the first there was none. */
export function releaseAt(git, commit) {
  const tags = git.lines('tag', '--list', 'v*', '--merged', commit);
  return releasesBetween(tags, 'v0.0.0', 'v999999.0.0').at(-1) ?? 'v0.0.0';
}
