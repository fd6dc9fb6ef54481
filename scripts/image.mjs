// What may be in an image, and that the one who serves in it can read it.
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What keeps secrets or data of this machine, by the name of the file: .dockerignore has the same. */
const KEPT_OUT = /^\.env|^\.npmrc$|\.pem$|\.key$|\.db|^secret$/;

export const isKeptOut = (file) => KEPT_OUT.test(file.slice(file.lastIndexOf('/') + 1));

/**
 * Lets everybody read what is in this folder, whatever the umask was under which its files were made, but not what lies
 * directly in it under the name of `closed`. What may be run by its owner may be run by all.
 * @param {string} folder
 * @param {string | null} closed
 */
export function openToOthers(folder, closed = null) {
  const { mode } = lstatSync(folder);
  chmodSync(folder, mode | 0o555);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === closed) continue;
    if (entry.isDirectory()) openToOthers(path);
    else if (entry.isFile()) {
      const { mode } = lstatSync(path);
      chmodSync(path, mode | ((mode & 0o100) === 0 ? 0o444 : 0o555));
    }
  }
}
