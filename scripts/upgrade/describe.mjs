import { editedOfOurs } from './merge.mjs';
import { changesBetween } from './release.mjs';

/** Says what a release changes, and what of it the clone has edited. */
export function describe(git, { tag, ref, from, base }, say) {
  const changes = changesBetween(git.try('show', `${ref}:CHANGELOG.md`) ?? '', from, tag);
  say(changes || `CHANGELOG.md says nothing of ${tag}.`);
  const isMigration = (path) => /^drizzle\/.*\.sql$/.test(path);
  const migrations = git
    .lines('diff', '--name-only', '--diff-filter=A', base, ref)
    .filter(isMigration);
  say(`\nMigrations: ${migrations.join(', ') || 'none'}`);
  const edited = editedOfOurs(git, base, ref);
  say(`Files of Gatehouse's that this clone has edited: ${edited.length || 'none'}`);
  for (const { path, isChangedThere } of edited)
    say(`  ${path}${isChangedThere ? ` (${tag} changes it too)` : ''}`);
  say();
}
