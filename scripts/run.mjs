// What every npm script goes through. Plain JavaScript without dependencies, because it runs before
// anything is installed and on whatever Node is there: it installs what is missing, changes over to the
// Node that Gatehouse brings along, and only then starts the real work.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUILD, closeToOthers, isBuilt, isHidden, mayBuild } from './built.mjs';
import { asksForPostgres, asksOf, hasTools, isInstalled } from './needed.mjs';
import { passOn, stdioFor } from './service-manager.mjs';
import { slim } from './slim.mjs';
import { THREADS } from './threads.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules/.bin');
const LEAST = [22, 18];

const IN_DOMAIN = ['--conditions=react-server'];
/**
 * Each script: whether it needs a build, a browser, a Python, other clients, other servers, and what it runs, one after the other; and
 * whether that is part of serving, and needs no tool of development once it is built.
 */
const SCRIPTS = {
  start: { needsBuild: true, isServing: true, steps: [['lib/server/http/serve.ts']] },
  dev: {
    steps: [
      [...IN_DOMAIN, 'scripts/seed.ts'],
      ['lib/server/http/serve.ts', '--dev'],
    ],
  },
  build: { needsBuild: true, steps: [] },
  check: { needsPython: true, steps: [['scripts/test.mjs', 'check']] },
  e2e: {
    needsBuild: true,
    needsBrowser: true,
    needsClients: true,
    steps: [['scripts/test.mjs', 'e2e']],
  },
  test: {
    needsBuild: true,
    needsBrowser: true,
    needsClients: true,
    needsServers: true,
    steps: [['scripts/test.mjs', 'all']],
  },
  reliability: {
    needsBuild: true,
    needsBrowser: true,
    needsClients: true,
    needsServers: true,
    steps: [['scripts/test.mjs', 'reliability']],
  },
  prove: {
    needsBuild: !asksOf('--verify', '--against', '--help', '-h'),
    needsBrowser: !asksOf('--verify', '--help', '-h'),
    steps: [[...IN_DOMAIN, 'e2e/prove/main.ts']],
  },
  bench: { needsBuild: true, needsBrowser: true, steps: [['e2e/bench/run.ts']] },
  docs: { steps: [['scripts/docs.mjs']] },
  picture: { needsBuild: true, needsBrowser: true, steps: [['e2e/support/picture.ts']] },
  upgrade: { steps: [['scripts/upgrade.mjs']] },
  doctor: { isServing: true, steps: [[...IN_DOMAIN, 'lib/operator/doctor.ts']] },
  gatehouse: { isServing: true, steps: [[...IN_DOMAIN, 'lib/operator/gatehouse.ts']] },
};

const [name = 'start', ...rest] = process.argv.slice(2);
const script = SCRIPTS[name];
if (!script) stop(`There is no script "${name}".`);
process.chdir(root);
const isReady = !script.needsBuild || hasBuild();
installMissing(script.isServing && isReady);
const node = pickNode();
process.env.PATH = `${dirname(node)}${delimiter}${bin}${delimiter}${process.env.PATH}`;
// Node keeps what it compiled, and our TypeScript without its types: a fifth less work at each start.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/gatehouse');
process.env.UV_THREADPOOL_SIZE ??= THREADS;
// And finds the modules of drizzle-orm without reading its package.json each time: three quarters less.
process.env.NODE_OPTIONS = [
  process.env.NODE_OPTIONS,
  `--import=${pathToFileURL(join(root, 'scripts/resolve-once.mjs')).href}`,
]
  .filter(Boolean)
  .join(' ');
checkNativeModules();
if (name === 'dev') process.env.DATABASE_URL ??= 'file:data/dev.db';
// The build takes as long as the packages of a bare machine, and needs none of them.
await Promise.all([script.needsBuild && build(), installPrograms()]);
for (const [index, step] of script.steps.entries()) {
  await run([...step, ...(index === script.steps.length - 1 ? rest : [])]);
}

/** One after the other: Debian installs one package at a time. */
async function installPrograms() {
  if (script.needsBrowser) await run([join(root, 'scripts/browser.mjs')]);
  if (script.needsPython) await run([join(root, 'scripts/test-programs.mjs'), '--for-check']);
  if (script.needsClients) await run([join(root, 'scripts/test-programs.mjs')]);
  if (script.needsServers || asksForPostgres(rest)) await run([join(root, 'scripts/postgres.mjs')]);
  if (script.needsServers) await run([join(root, 'scripts/redis.mjs')]);
}

/** Whether what is built is that of the sources; ends where it is not, and this user can neither read nor make it. */
function hasBuild() {
  if (isHidden())
    stop(
      'What is built here may not be read by this user. Build it for a group that this user is in: npm run build -- --group GROUP',
    );
  if (isBuilt()) return true;
  if (!mayBuild())
    stop(
      'The sources have changed since they were built, and this user may not write the clone. Let its owner run: npm ci && npm run build -- --group GROUP',
    );
  return false;
}

async function build() {
  const words = script.steps.length === 0 ? rest : [];
  if (!isReady || words.length > 0) return await run([join(root, 'scripts/build.mjs'), ...words]);
  // Another user who owns it has decided who may read it.
  if (isOwn(BUILD)) closeToOthers(BUILD);
}

function isOwn(path) {
  return !process.getuid || statSync(path).uid === process.getuid();
}

/** Everything, or for serving what that needs; tools of development that are there stay. */
function installMissing(forServing) {
  const ownNode = hasGoodNode() && forServing ? null : ownNodePath();
  if (isInstalled(root, { forServing, ownNode })) return;
  if (!mayBuild())
    stop('Packages are missing, and this user may not write the clone. Let its owner run: npm ci');
  process.stderr.write('Installing what is missing …\n');
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const isSlim = forServing && !hasTools(root);
  const tools = isSlim ? '--omit=dev' : '--include=dev';
  // No script of a package has to run: see docs/decisions/003.
  const quiet = ['ci', tools, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(command, [...args, ...quiet], { stdio: ['ignore', 2, 2], cwd: root });
  if (done.status !== 0)
    stop('npm could not install what Gatehouse needs; its own message is above.');
  if (isSlim) slim(root);
}

function ownNodePath() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node_modules/node-${platform}-${process.arch}`;
}

/** The Node that came with the packages, else the one at hand if it is new enough. */
function pickNode() {
  const own = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(own) && spawnSync(own, ['-v']).status === 0) return own;
  if (hasGoodNode()) return process.execPath;
  return stop(
    `Gatehouse needs Node ${LEAST.join('.')} or newer and this is ${process.versions.node}. On Linux and Windows (x64; Linux also arm64) it brings its own as an npm package, ` +
      'but none is usable here: run "npm ci" again, or install a newer Node.',
  );
}

function hasGoodNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
}

function checkNativeModules() {
  for (const [module, use] of [
    ['better-sqlite3', "new (require('better-sqlite3'))(':memory:').close()"],
    ['@node-rs/argon2', "require('@node-rs/argon2').hashSync('x', { memoryCost: 8, timeCost: 1 })"],
  ]) {
    const { status } = spawnSync(node, ['-e', use], { cwd: root });
    if (status !== 0)
      stop(
        `The native module ${module} does not work on this machine (${process.platform} ${process.arch}). Run "npm ci" again; if that does not help, the platform is not supported.`,
      );
  }
}

/** Runs one step to its end; passes signals on, its failure becomes ours, and our end is its end. */
function run(args) {
  return new Promise((done) => {
    const child = spawn(node, args, { stdio: stdioFor(), cwd: root });
    passOn(child);
    const pass = (signal) => child.kill(signal);
    const end = () => child.kill();
    process.on('SIGINT', pass).on('SIGTERM', pass).on('exit', end);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass).off('exit', end);
      if (code === 0) done();
      else process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1));
    });
  });
}

function stop(message) {
  process.stderr.write(`\n${message}\n`);
  return process.exit(1);
}
