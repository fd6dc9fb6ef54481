// Which packages of package-lock.json serving needs, and which of those that are wanted are not there. Plain JavaScript
// without dependencies: it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where npm notes down what it has installed. */
export const NOTE = 'node_modules/.package-lock.json';

/** What npm installs. Its lock file and its note list the product and its own folders beside that. */
const IN_MODULES = /(^|\/)node_modules\//;

export const packagesOf = (file) =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : null;

/**
 * The places of what the dependencies need, and what those need in their turn. npm's own mark `dev` says less:
 * a tool that one of them takes if it is there (an optional peer) does not have it.
 */
export function needed(packages) {
  const found = new Set();
  const take = (path) => {
    if (!path || found.has(path)) return;
    found.add(path);
    follow(path);
    // A folder of this product: npm puts a link to it into node_modules.
    if (packages[path]?.link) take(packages[path].resolved);
  };
  const follow = (path) => {
    for (const name of needsOf(packages[path] ?? {})) take(nearest(path, name, packages));
  };
  follow('');
  // Workspaces are depended on without a word.
  for (const path of Object.keys(packages))
    if (packages[path].link && !isTool(path, packages)) take(path);
  return found;
}

/** Whether only development takes it. A link does not say so; what it leads to does. */
function isTool(path, packages) {
  const { link, resolved } = packages[path];
  const { dev, devOptional } = (link ? packages[resolved] : packages[path]) ?? {};
  return Boolean(dev || devOptional);
}

function needsOf({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }) {
  const peers = Object.keys(peerDependencies ?? {});
  return [
    ...Object.keys({ ...dependencies, ...optionalDependencies }),
    ...peers.filter((name) => !peerDependenciesMeta?.[name]?.optional),
  ];
}

/** The place where Node finds a package for the one at this place: inside it, else further up. */
export function nearest(path, name, packages) {
  const here = `${path && `${path}/`}node_modules/${name}`;
  if (packages[here]) return here;
  const above = path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')));
  return path === '' ? undefined : nearest(above, name, packages);
}

/**
 * Whether node_modules below `root` holds exactly what the lock file says: all of it, or, for serving, what that needs.
 * `ownNode` is the place of the Node for this machine, which has to be there unless it is null.
 */
export function isInstalled(root, { forServing, ownNode }) {
  const there = packagesOf(join(root, NOTE));
  if (!there) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const serving = forServing ? needed(wanted) : null;
  // What is optional may be missing, being for another platform or for the build, but never of another version.
  const mayMiss = (path, { optional, peer }) => (optional || peer) && path !== ownNode;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !IN_MODULES.test(path) ||
      (serving && !serving.has(path)) ||
      (there[path] && there[path].version === entry.version) ||
      (!there[path] && mayMiss(path, entry)),
  );
}

/** Whether any tool of development is installed. */
export function hasTools(root) {
  const there = packagesOf(join(root, NOTE)) ?? {};
  return Object.keys(there).some(
    (path) =>
      IN_MODULES.test(path) && (there[path].link ? there[there[path].resolved] : there[path])?.dev,
  );
}

/** Whether a script was given one of these words: some of what it does needs less than the rest. */
export const asksOf = (...words) =>
  process.argv.slice(3).some((given) => words.includes(given.split('=')[0]));

/** Whether what a script was given needs the programs of PostgreSQL. */
export const asksForPostgres = (given) =>
  ['--postgres', '--import', '--nodes'].some((one) => given.includes(one));
