import { Stopped } from './git.mjs';

const TAG = /^v(\d+)\.(\d+)\.(\d+)$/;

/** The parts of `v1.2.3`, or null: what else is tagged is no release. */
const versionOf = (tag) => tag.match(TAG)?.slice(1).map(Number) ?? null;

/** For sorting, the oldest first. */
function byVersion(one, other) {
  const [a, b] = [versionOf(one), versionOf(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at === -1 ? 0 : a[at] - b[at];
}

/** The releases after one version up to another, the oldest first. */
export const releasesBetween = (tags, from, to) =>
  tags
    .filter((tag) => versionOf(tag) && byVersion(tag, from) > 0 && byVersion(tag, to) <= 0)
    .sort(byVersion);

/** The release that was asked for, or the newest that there is. */
export function chooseRelease(tags, asked) {
  const releases = tags.filter(versionOf).sort(byVersion);
  if (!asked) {
    const newest = releases.at(-1);
    if (!newest) throw new Stopped('There is no release yet: no tag like v1.2.3 was found.');
    return newest;
  }
  if (!tags.includes(asked))
    throw new Stopped(`There is no release ${asked}. There are: ${releases.join(', ') || 'none'}.`);
  if (!versionOf(asked)) throw new Stopped(`${asked} is no release: those are named like v1.2.3.`);
  return asked;
}

/** What CHANGELOG.md says of the releases after one version up to another, the newest first. */
export function changesBetween(changelog, from, to) {
  const parts = changelog.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  return parts
    .filter((part) => {
      const tag = `v${part.match(/^## \[?v?(\d+\.\d+\.\d+)\b/)?.[1]}`;
      return versionOf(tag) && byVersion(tag, from) > 0 && byVersion(tag, to) <= 0;
    })
    .map((part) => part.trim())
    .join('\n\n');
}
