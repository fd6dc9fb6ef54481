// After `npm ci --omit=dev` npm runs this by itself: it takes away what serving never reads, which is more than half. Where a
// tool of development is installed it does nothing. With --without-node the Node that Gatehouse brings goes too, for
// containers that have one.
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'; // biome-ignore format: one list
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasTools, NOTE, needed } from './needed.mjs';

/** Packages that only the build needs: the compiler that next has for each kind of machine. */
const OF_BUILD = /^node_modules\/@next\/swc-/;
const OF_NODE = /^node_modules\/node-(linux|win|darwin)-/;
/** Below a package: sources of what lies there compiled, documents for people, binaries of other machines. */
const UNREAD = [
  ['next', 'dist/docs'],
  ['better-sqlite3', 'deps'],
  ['better-sqlite3', 'src'],
  ...['linux-x64', 'linux-arm64'].map((one) => [`node-${one}`, 'include']),
  ...['linux-x64', 'linux-arm64'].map((one) => [`node-${one}`, 'share']),
];
const PREBUILT = 'node_modules/better-sqlite3/prebuilds';

/** Takes it away below `root`, and out of npm's note of what is installed; answers what went, for people. */
export function slim(root, { withoutNode = false } = {}) {
  const [note, lock] = [join(root, NOTE), join(root, 'package-lock.json')];
  if (!existsSync(note) || !existsSync(lock)) {
    if (withoutNode) throw new Error('Nothing is installed here. Run: npm ci --omit=dev');
    return [];
  }
  if (hasTools(root)) {
    if (withoutNode) throw new Error('Tools of development are installed. Run: npm ci --omit=dev');
    return [];
  }
  const installed = JSON.parse(readFileSync(note, 'utf8'));
  const serving = needed(JSON.parse(readFileSync(lock, 'utf8')).packages);
  const isOver = (path) =>
    !serving.has(path) || OF_BUILD.test(path) || (withoutNode && OF_NODE.test(path));
  const gone = Object.keys(installed.packages).filter(
    (path) => path.startsWith('node_modules/') && isOver(path),
  );
  for (const path of gone) {
    drop(root, path);
    delete installed.packages[path];
  }
  for (const [name, inner] of UNREAD) drop(root, `node_modules/${name}/${inner}`);
  dropOtherMachines(root);
  dropMaps(join(root, 'node_modules'));
  dropDeadLinks(root, gone);
  writeFileSync(note, JSON.stringify(installed, null, 2));
  return gone;
}

/**
 * Takes away what npm has put into node_modules, and nothing else: packages that lie elsewhere are sources of the product, and
 * behind a link in node_modules one is in them.
 */
function drop(root, path) {
  const folder = join(root, dirname(path));
  if (!existsSync(folder)) return;
  const below = `${realpathSync(join(root, 'node_modules'))}${sep}`;
  if (`${realpathSync(folder)}${sep}`.startsWith(below))
    rmSync(join(root, path), { recursive: true, force: true });
}

/** better-sqlite3 brings all of them; only one is ever loaded here. */
function dropOtherMachines(root) {
  const folder = join(root, PREBUILT);
  const { platform, arch } = process;
  const here = [`${platform}-${arch}.node`, `${platform}musl-${arch}.node`];
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => !here.includes(one)))
    drop(root, `${PREBUILT}/${name}`);
}

/** Maps from what is shipped to its sources: read by tools only. */
function dropMaps(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) dropMaps(path);
    else if (/\.(c|m)?[jt]s\.map$|\.css\.map$/.test(entry.name)) rmSync(path);
  }
}

/** Commands of what is gone. */
function dropDeadLinks(root, gone) {
  const folder = join(root, 'node_modules/.bin');
  if (gone.length === 0 || !existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (!existsSync(join(folder, name))) rmSync(join(folder, name), { force: true });
}

const HERE = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What npm calls. It may have made nothing but a lock file, and in an image the scripts may come later: then nothing is done. */
export const afterInstall = () => slim(HERE);

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    slim(HERE, { withoutNode: process.argv.includes('--without-node') });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
