import { Stopped } from './git.mjs';
import { releasesBetween } from './release.mjs';

/** Where Gatehouse's releases are kept: a product has tags of its own. */
const KEPT = 'refs/gatehouse/';

/** Refuses where something could be lost. */
export function requireClean(git) {
  if (git.try('rev-parse', '-q', '--verify', 'MERGE_HEAD') !== null)
    throw new Stopped(
      'A merge is under way. Of an upgrade: npm run upgrade -- --continue, or -- --undo. Of your own: finish it, or git merge --abort.',
    );
  if (git.lines('status', '--porcelain', '--untracked-files=no').length > 0)
    throw new Stopped(
      'There are changes that are not committed. Commit them first, so that nothing can be lost.',
    );
}

/** Fetches the releases of the remote, with all their history; without it goes on with those that are here. */
export function fetchReleases(git, from, say) {
  const remotes = git.lines('remote');
  const remote = from ?? ['upstream', 'origin'].find((one) => remotes.includes(one));
  if (!remote) return;
  const isShallow = git('rev-parse', '--is-shallow-repository') === 'true';
  const whole = isShallow ? ['--unshallow'] : [];
  const fetched = git.try('fetch', '-q', ...whole, '--no-tags', remote, `+refs/tags/v*:${KEPT}v*`);
  if (fetched === null)
    say(`${remote} could not be asked for releases. What is here already is used.`);
}

/** The releases that are here. Where none was ever fetched, the tags of this clone are taken for them. */
export function releasesHere(git, ...which) {
  const under = (refs) => git.lines('for-each-ref', '--format=%(refname)', ...which, refs);
  const place = git.lines('for-each-ref', '--count=1', KEPT).length > 0 ? KEPT : 'refs/tags/';
  return new Map(under(`${place}v*`).map((ref) => [ref.slice(place.length), ref]));
}

/** The newest release that is part of a commit; before the first there was none. */
export const releaseAt = (git, commit) =>
  releasesBetween([...releasesHere(git, '--merged', commit).keys()], 'v0.0.0', 'v999999.0.0').at(
    -1,
  ) ?? 'v0.0.0';
