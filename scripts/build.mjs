// Builds the production server if the sources changed since it was built last. `--group NAME` lets that group read it: for a
// server that runs as another user than the one that owns the clone.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { BUILD, closeToOthers, givenKey, isBuilt, KEY_NAME, noteSources } from './built.mjs';
import { dropFormer, keepFormer, putFormer } from './former.mjs';
import { fingerprint, lookAt } from './sources.mjs';

const group = groupFrom(process.argv.slice(2));
// What is built holds the key that seals what actions are bound to: it is for the server's user only.
process.umask(0o077);
const seen = lookAt();
const sources = fingerprint('.', process.env, seen.files);
if (!isBuilt(sources)) {
  process.stderr.write('Building …\n');
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    [KEY_NAME]: givenKey() ?? keptKey(),
    // The same sources are the same build, wherever it was made.
    GATEHOUSE_BUILD: sources.slice(0, 32),
  };
  const former = keepFormer(BUILD);
  const built = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env,
    encoding: 'utf8',
  });
  if (built.status !== 0) {
    dropFormer(former);
    process.stderr.write(`${built.stdout}\n${built.stderr}\n`);
    process.exit(1);
  }
  putFormer(BUILD, former);
  noteSources(sources, seen);
}
try {
  closeToOthers(BUILD, group);
} catch (error) {
  if (group === null || error.code !== 'EPERM') throw error;
  stop('Only root, or its owner who is in that group, can give the group what is built.');
}

/** Kept from build to build, so that a form that was opened before an update can still be sent after it. */
function keptKey() {
  const file = 'data/actions-key';
  if (!existsSync(file)) {
    mkdirSync('data', { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

/** The number of the group that is named, or null for none. */
function groupFrom(words) {
  if (words.length === 0) return null;
  const [, name = ''] = words.join(' ').match(/^--group[ =](\S+)$/) ?? [];
  if (!name) stop('The build takes --group and the name of a group, and nothing else.');
  if (/^\d{1,9}$/.test(name)) return Number(name);
  const { stdout } = spawnSync('getent', ['group', name], { encoding: 'utf8' });
  const [, , id] = (stdout ?? '').split(':');
  return id ? Number(id) : stop(`There is no group ${name} on this machine.`);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  return process.exit(1);
}
