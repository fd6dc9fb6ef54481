// Brings a clone to another release of Gatehouse: npm run upgrade [TAG]. What the product has edited stays. See docs/upgrading.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchReleases, releaseAt, releasesHere, requireClean } from './upgrade/before.mjs';
import { runCodemods } from './upgrade/codemods.mjs';
import { keepData, putBackData, tryData } from './upgrade/data.mjs';
import { describe } from './upgrade/describe.mjs';
import { gitIn, Stopped } from './upgrade/git.mjs';
import { mergeRelease } from './upgrade/merge.mjs';
import { dropNote, isUnderWay, readNote, writeNote } from './upgrade/note.mjs';
import { chooseRelease } from './upgrade/release.mjs';

const OPTIONS = {
  /** Where releases come from, if that is not the remote `upstream`, or `origin` where there is none. */
  from: { type: 'string' },
  /** Only says what would be done. */
  look: { type: 'boolean', default: false },
  /** The person runs `npm run check` by themselves. */
  'without-check': { type: 'boolean', default: false },
  /** There is a dump of the PostgreSQL. */
  'data-is-kept': { type: 'boolean', default: false },
  /** Goes on once the conflicts are resolved. */
  continue: { type: 'boolean', default: false },
  undo: { type: 'boolean', default: false },
  /** With `--undo`: the database too is as it was before. */
  data: { type: 'boolean', default: false },
};

const root = process.cwd();
const git = gitIn(root);
const say = (text = '') => process.stdout.write(`${text}\n`);

try {
  const { values, positionals } = readArguments();
  if (git.try('rev-parse', '--show-toplevel') === null)
    throw new Stopped(
      'This folder is no git repository, so there is nothing to merge a release into.',
    );
  if (values.undo) undo(values);
  else if (values.continue) await finish(readNote(git, root), values);
  else await begin(positionals[0], values);
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function readArguments() {
  try {
    const asked = parseArgs({ options: OPTIONS, allowPositionals: true });
    if (asked.positionals.length > 1) throw new Error('Name one release.');
    return asked;
  } catch (error) {
    throw new Stopped(`${error.message} See docs/upgrading.md.`);
  }
}

async function begin(asked, values) {
  requireClean(git);
  fetchReleases(git, values.from, say);
  const releases = releasesHere(git);
  const tag = chooseRelease([...releases.keys()], asked);
  const ref = releases.get(tag);
  const base = git.try('merge-base', 'HEAD', ref);
  if (base === null)
    throw new Stopped(
      `This clone and ${tag} have no common history. Clone Gatehouse with all of it, and put your commits on top.`,
    );
  if (git.try('merge-base', '--is-ancestor', ref, 'HEAD') !== null)
    return say(`${tag} is part of this clone already. There is nothing to do.`);
  const from = releaseAt(git, base);
  describe(git, { tag, ref, from, base }, say);
  if (values.look) return;
  const [before, release] = [git('rev-parse', 'HEAD'), git('rev-parse', `${ref}^{commit}`)];
  const kept = keepData(root, tag, { isKept: values['data-is-kept'], say });
  const conflicts = mergeRelease(git, { tag, ref, base });
  const note = { tag, from, before, release, ...kept };
  writeNote(git, root, note);
  if (conflicts.length > 0) throw new Stopped(sayConflicts(conflicts));
  await finish(note, values);
}

async function finish(note, values) {
  const { tag, from, backup } = note;
  if (!isUnderWay(git, note)) throw new Stopped('No upgrade is under way.');
  const open = git.lines('diff', '--name-only', '--diff-filter=U');
  if (open.length > 0)
    throw new Stopped(
      `Not resolved yet: ${open.join(', ')}. Edit each, git add it, and run this again.`,
    );
  const changed = await runCodemods(root, [...releasesHere(git).keys()], from, tag);
  for (const path of changed) say(`Edited by a codemod: ${path}`);
  if (git.lines('diff', '--cached', '--name-only').includes('package.json')) lockPackages();
  git('add', '-u');
  if (backup) {
    tryData(root, backup);
    say(
      'The new version has brought a copy of the database up to date, and its audit log is whole.',
    );
  }
  if (!values['without-check']) check();
  git('commit', '-q', '-m', `Upgrade Gatehouse to ${tag}`);
  writeNote(git, root, { ...note, after: git('rev-parse', 'HEAD') });
  say(`This clone is at ${tag}. Start it with npm start; go back with npm run upgrade -- --undo.`);
}

function undo({ data }) {
  const note = readNote(git, root);
  const { tag, before, after, backup, database } = note;
  if (!isUnderWay(git, note)) {
    requireClean(git);
    if (!after) {
      dropNote(git, root);
      return say('No upgrade is under way, and nothing was changed.');
    }
    if (git('rev-parse', 'HEAD') !== after)
      throw new Stopped(
        `There are commits after the upgrade, and going back would lose them: git revert -m 1 ${after}.`,
      );
  }
  const aside = data && putBackData(root, { backup, database, tag });
  git('reset', '-q', '--hard', before);
  dropNote(git, root);
  say(`The clone is as it was before ${tag}.`);
  if (aside) say(`So is the database; what it was until now is ${aside}.`);
  else if (backup) say(`The database was not touched. From before the upgrade there is ${backup}.`);
}

function sayConflicts(conflicts) {
  return [
    'Somebody has to decide these files:',
    ...conflicts.map(({ path, why }) => `  ${path}: ${why}.`),
    'Edit each, git add it (or git rm it), then: npm run upgrade -- --continue. To go back: npm run upgrade -- --undo.',
  ].join('\n');
}

function check() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'check'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new Stopped(
      'The check of the merged clone fails, and nothing is committed. Mend it, then: npm run upgrade -- --continue. To go back: npm run upgrade -- --undo.',
    );
}

/** What the clone has added to package.json is in the lock file too, which git cannot merge. */
function lockPackages() {
  const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Stopped(`npm could not write package-lock.json: ${stderr.trim()}`);
}
