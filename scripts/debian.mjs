// Installs packages of Debian for the tests: only there, only as root.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Installs a package where that is possible; the caller checks afterwards whether it is there. */
export function installPackage(name) {
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
  if (!isDebianRoot) return;
  process.stderr.write(`Installing the Debian package ${name} for the tests …\n`);
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', name);
}

/** Where the first of these programs on the PATH is, or null. */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find(isProgram) ?? null;
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
