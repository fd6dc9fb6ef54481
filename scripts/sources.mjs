// What a build is made of: every file but those that it never reads.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made here, or kept here, and no source: a folder that has one of these names, wherever it lies. */
const MADE = new Set(['node_modules', '.git', '.next', 'data', 'test-results', 'playwright-report', 'proof', 'docs-site', 'coverage']); // biome-ignore format: one list
/** Read by people and tests only. Whatever else is added to a clone counts, in any folder and of any kind. */
const NO_INPUT =
  /^(docs|e2e|\.ci|\.github)\/|\.test(-support)?\.[cm]?[jt]sx?$|(^|\/)(README|CHANGELOG|SECURITY|LICENSE)(\.md)?$|^(biome|knip)\.json$|^(Containerfile|compose\.yaml|\.dockerignore)$|(^|\/)(next-env\.d\.ts|[^/]*\.tsbuildinfo)$/;

/**
 * One word for all sources below `root`, and for the settings that Next builds in (`NEXT_PUBLIC_…`).
 * @param {Record<string, string | undefined>} env
 */
export function fingerprint(root = '.', env = process.env, files = sourcesOf(root)) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  for (const name of Object.keys(env)
    .filter((one) => one.startsWith('NEXT_PUBLIC_'))
    .sort())
    hash.update(`\0${name}=${env[name]}`);
  return hash.digest('hex');
}

/** Every file that a build may read: what git knows or would take, and where there is no git, all there is. */
export const sourcesOf = (root = '.') => lookAt(root).files;

/** The same, and whether git has said so: what the build notes for those who cannot ask it. */
export function lookAt(root = '.') {
  const known = knownToGit(root);
  return { byGit: known !== null, files: chosen(root, known ?? below(root, '')) };
}

/**
 * The same as the one who built saw it, by their note. Another user may get no word out of git, or have other files left out,
 * and would take for a source what is none, such as a log. What is new counts where it is seen in the same way.
 * @param {{ byGit: boolean, files: string[] }} noted
 */
export function sourcesAsNoted(root, noted, mayBuild = true) {
  if (!mayBuild) return chosen(root, noted.files);
  const now = lookAt(root);
  if (now.byGit === noted.byGit) return now.files;
  return chosen(root, now.byGit ? [...noted.files, ...now.files] : noted.files);
}

function chosen(root, found) {
  // Next reads these although git is told to leave them out.
  const settings = readdirSync(root).filter((name) => /^\.env(\.|$)/.test(name));
  return [...new Set([...found, ...settings])].filter((file) => isSource(root, file)).sort();
}

const isSource = (root, file) =>
  !NO_INPUT.test(file) &&
  !file.split('/').some((name) => MADE.has(name)) &&
  existsSync(join(root, file)) &&
  lstatSync(join(root, file)).isFile();

function knownToGit(root) {
  const asked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', asked, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = status === 0 ? stdout.split('\0').filter(Boolean) : [];
  // A copy inside somebody else's repository, which leaves it out, has none.
  return files.includes('package.json') ? files : null;
}

function below(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) return [path];
    return MADE.has(entry.name) ? [] : below(root, path);
  });
}
