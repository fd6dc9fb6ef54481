import { whoseIn } from './example.mjs';

const LOCK = 'package-lock.json';

const there = (git, commit, path) => git.try('cat-file', '-e', `${commit}:${path}`) !== null;

const foldersOf = (path) =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));

/**
 * Merges a release into the tree and commits nothing. What the product has edited or deleted stays as it has it. Answers
 * which files are left for somebody to decide, each with why.
 */
export function mergeRelease(git, { tag, ref, base }) {
  const { isProducts, isOut } = whoseIn(git, { base, ref });
  // What is new in a folder of ours stays there, also where the clone has moved the rest of that folder.
  const merge = ['-c', 'merge.directoryRenames=false', 'merge', '--no-ff', '--no-commit', ref];
  git.try(...merge);
  if (git.try('rev-parse', '-q', '--verify', 'MERGE_HEAD') === null)
    // Git says why, for example that a file which it does not know is in the way.
    git(...merge);
  const unmerged = git.lines('diff', '--name-only', '--diff-filter=U');
  for (const path of unmerged.filter(isProducts)) {
    if (there(git, 'HEAD', path)) git('checkout', 'HEAD', '--', path);
    else git('rm', '-q', '-f', '--', path);
  }
  leaveOut(git, base, { isProducts, isOut });
  // npm makes it anew from package.json.
  if (unmerged.includes(LOCK)) git('checkout', ref, '--', LOCK);
  const isLeft = (path) => !isProducts(path) && path !== LOCK;
  return unmerged.filter(isLeft).map((path) => ({ path, why: why(git, path, { tag, ref }) }));
}

/** What is new in a folder of the product's that the clone has taken out, or of the example, where that is out. */
function leaveOut(git, base, { isProducts, isOut }) {
  const added = git.lines(
    'diff',
    '--cached',
    '--name-only',
    '--no-renames',
    '--diff-filter=A',
    'HEAD',
  );
  const isTakenOut = (folder) => there(git, base, folder) && !there(git, 'HEAD', folder);
  for (const path of added.filter(isProducts))
    if (isOut(path) || foldersOf(path).some(isTakenOut)) git('rm', '-q', '-f', '--', path);
}

function why(git, path, { tag, ref }) {
  if (!there(git, 'HEAD', path)) return `you deleted it, and ${tag} changes it`;
  return there(git, ref, path)
    ? `you changed it, and ${tag} changes the same lines`
    : `you changed it, and ${tag} deletes or moves it`;
}

/** Files of Gatehouse's that the clone has edited, and whether the release changes them too. */
export function editedOfOurs(git, base, ref) {
  const { isProducts } = whoseIn(git, { base, ref });
  const changed = (to) => git.lines('diff', '--name-only', '--no-renames', base, to);
  const theirs = new Set(changed(ref));
  return changed('HEAD')
    .filter((path) => !isProducts(path) && there(git, base, path))
    .map((path) => ({ path, isChangedThere: theirs.has(path) }));
}
