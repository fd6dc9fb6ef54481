// What every npm script goes through. Plain JavaScript without dependencies, because it runs before
// anything is installed and on whatever Node is there: it installs what is missing, changes over to the
// Node that Gatehouse brings along, and only then starts the real work.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules/.bin');
const LEAST = [22, 18];

const IN_DOMAIN = ['--conditions=react-server'];
/** Each script: whether it needs a build, a browser, other clients, other servers, and what it runs, one after the other. */
const SCRIPTS = {
  start: { needsBuild: true, steps: [['lib/server/http/serve.ts']] },
  dev: {
    steps: [
      [...IN_DOMAIN, 'scripts/seed.ts'],
      ['lib/server/http/serve.ts', '--dev'],
    ],
  },
  build: { needsBuild: true, steps: [] },
  check: { steps: [['scripts/test.mjs', 'check']] },
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
  prove: { needsBuild: true, needsBrowser: true, steps: [[...IN_DOMAIN, 'e2e/prove/run.ts']] },
  bench: { needsBuild: true, needsBrowser: true, steps: [['e2e/bench/run.ts']] },
  picture: { needsBuild: true, needsBrowser: true, steps: [['e2e/support/picture.ts']] },
  upgrade: { steps: [['scripts/upgrade.mjs']] },
  doctor: { steps: [[...IN_DOMAIN, 'lib/operator/doctor.ts']] },
  gatehouse: { steps: [[...IN_DOMAIN, 'lib/operator/gatehouse.ts']] },
};

const [name = 'start', ...rest] = process.argv.slice(2);
const script = SCRIPTS[name];
if (!script) stop(`There is no script "${name}".`);
process.chdir(root);
installMissing();
const node = pickNode();
process.env.PATH = `${dirname(node)}${delimiter}${bin}${delimiter}${process.env.PATH}`;
// Node keeps what it compiled, and our TypeScript without its types: a fifth less work at each start.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/gatehouse');
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
await Promise.all([script.needsBuild && run([join(root, 'scripts/build.mjs')]), installPrograms()]);
for (const [index, step] of script.steps.entries()) {
  await run([...step, ...(index === script.steps.length - 1 ? rest : [])]);
}

/** One after the other: Debian installs one package at a time. */
async function installPrograms() {
  if (script.needsBrowser) await run([join(root, 'scripts/browser.mjs')]);
  if (script.needsClients) await run([join(root, 'scripts/test-programs.mjs')]);
  const needsServers =
    script.needsServers || ['--postgres', '--import'].some((one) => rest.includes(one));
  if (needsServers) await run([join(root, 'scripts/postgres.mjs')]);
  if (script.needsServers) await run([join(root, 'scripts/redis.mjs')]);
}

function installMissing() {
  if (isInstalled()) return;
  process.stderr.write('Installing what is missing …\n');
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const quiet = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(command, [...args, ...quiet], { stdio: ['ignore', 2, 2], cwd: root });
  if (done.status !== 0)
    stop('npm could not install what Gatehouse needs; its own message is above.');
}

/** Whether node_modules holds exactly what the lock file says, as npm itself noted it down. */
function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  const there = JSON.parse(readFileSync(note, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  // What is optional may be missing, being for another platform, but never of another version.
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const ownNode = `node_modules/node-${platform}-${process.arch}`;
  const mayMiss = (path, { optional, peer }) => (optional || peer) && path !== ownNode;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      there[path]?.version === entry.version ||
      (!there[path] && mayMiss(path, entry)),
  );
}

/** The Node that came with the packages, else the one at hand if it is new enough. */
function pickNode() {
  const own = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(own) && spawnSync(own, ['-v']).status === 0) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return process.execPath;
  return stop(
    `Gatehouse needs Node ${LEAST.join('.')} or newer and this is ${process.versions.node}. On Linux and Windows (x64; Linux also arm64) it brings its own as an npm package, ` +
      'but none is usable here: run "npm ci" again, or install a newer Node.',
  );
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
    const child = spawn(node, args, { stdio: 'inherit', cwd: root });
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
