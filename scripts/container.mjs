// The steps of the Containerfile, for any machine: `node scripts/container.mjs TARGET` installs, builds, and puts into a new
// folder what serving needs and nothing else. Needs npm, and a Node that is new enough to serve.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILD, closeToOthers, NOTE } from './built.mjs';
import { isKeptOut, openToOthers } from './image.mjs';
import { sourcesOf } from './sources.mjs';

/** The user and the group that serve in a container, by number: an image need not know their names. */
const GROUP = 10_001;
/** Of the build: what only the next one reads, and maps to the sources, which only tools read. */
const NOT_SERVED = /^\.next\/(cache|trace|trace-build|diagnostics|types|dev)$|\.js\.map$/;

/** No script of a package has to run: see docs/decisions/003. */
const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const target = process.argv[2] ? resolve(process.argv[2]) : stop('Name the folder to be made.');
if (existsSync(target) && readdirSync(target).length > 0) stop(`${target} is not empty.`);
process.chdir(root);
const secrets = sourcesOf('.').filter(isKeptOut);
if (secrets.length > 0)
  stop(`${secrets.join(', ')} would be in the image for all who have it. Take it away first.`);

run('npm', 'ci', '--include=dev', ...QUIETLY);
run(process.execPath, 'scripts/run.mjs', 'build');
mkdirSync(target, { recursive: true });
for (const file of sourcesOf('.')) cpSync(file, join(target, file));
cpSync(BUILD, join(target, BUILD), { recursive: true, filter: (path) => !NOT_SERVED.test(path) });
if (!existsSync(join(target, NOTE))) stop('The build has left no note of its sources.');
closeToOthers(join(target, BUILD), process.getuid?.() === 0 ? GROUP : null);
process.chdir(target);
run('npm', 'ci', '--omit=dev', ...QUIETLY);
run(process.execPath, 'scripts/slim.mjs', '--without-node');
rmSync(join(target, 'node_modules/.cache'), { recursive: true, force: true });
openToOthers(target, BUILD);

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) stop(error?.message ?? `${command} ${args.join(' ')} ended with ${status}.`);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  return process.exit(1);
}
