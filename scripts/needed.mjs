// Which packages of package-lock.json serving needs, and which of those that are wanted are not there. Plain JavaScript
// without dependencies: it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where npm notes down what it has installed. */
export const NOTE = 'node_modules/.package-lock.json';

export const packagesOf = (file) =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : null;

/**
 * The places in node_modules of what the dependencies need, and what those need in their turn. npm's own mark `dev` says less:
 * a tool that one of them takes if it is there (an optional peer) does not have it.
 */
export function needed(packages) {
  const found = new Set();
  const follow = (path) => {
    for (const name of needsOf(packages[path] ?? {})) {
      const there = nearest(path, name, packages);
      if (there && !found.has(there)) {
        found.add(there);
        follow(there);
      }
    }
  };
  follow('');
  return found;
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
      path === '' ||
      (serving && !serving.has(path)) ||
      there[path]?.version === entry.version ||
      (!there[path] && mayMiss(path, entry)),
  );
}

/** Whether any tool of development is installed. */
export const hasTools = (root) =>
  Object.values(packagesOf(join(root, NOTE)) ?? {}).some(({ dev }) => dev);
