import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAME = 'gatehouse-cli';
const PATIENCE_MS = 60_000;
/** `security -i` reads lines of 4096 bytes. */
const MAX_LENGTH = 3_500;

/**
 * The keychain of the system, or null where there is none. A secret goes to it on standard input and comes
 * back on standard output: a command line can be read by everybody on the machine.
 */
export function findKeychain({ platform = process.platform, env = process.env } = {}) {
  if (platform === 'darwin') return existsSync('/usr/bin/security') ? macKeychain() : null;
  const hasBus =
    env.DBUS_SESSION_BUS_ADDRESS || existsSync(join(env.XDG_RUNTIME_DIR || '/-', 'bus'));
  const tool = platform === 'linux' && hasBus ? onPath('secret-tool', env) : null;
  return tool && secretService(tool);
}

function secretService(tool) {
  const about = (site) => ['application', NAME, 'site', site];
  return checked({
    read: (site) => run(tool, ['lookup', ...about(site)]),
    write: (site, text) =>
      run(tool, ['store', `--label=gatehouse CLI at ${site}`, ...about(site)], text),
    remove: (site) => run(tool, ['clear', ...about(site)]),
  });
}

function macKeychain() {
  const tool = '/usr/bin/security';
  const about = (site) => ['-s', NAME, '-a', site];
  return checked({
    read: (site) => run(tool, ['find-generic-password', ...about(site), '-w']),
    write: (site, text) =>
      run(tool, ['-i'], `add-generic-password -U -s ${NAME} -a "${site}" -w ${text}\n`),
    remove: (site) => run(tool, ['delete-generic-password', ...about(site)]),
  });
}

/** `write` is believed only when what was written can be read; then it answers true. */
const checked = ({ read, write, remove }) => {
  const readText = (site) => read(site)?.trim() || null;
  return {
    read: readText,
    write: (site, text) =>
      text.length <= MAX_LENGTH && write(site, text) !== null && readText(site) === text,
    remove,
  };
};

/** What the tool prints, or null when it fails. */
function run(tool, words, input = '') {
  const options = { input, encoding: 'utf8', timeout: PATIENCE_MS, windowsHide: true };
  const { status, stdout } = spawnSync(tool, words, options);
  return status === 0 ? stdout : null;
}

function onPath(program, env) {
  const places = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find(isProgram) ?? null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
