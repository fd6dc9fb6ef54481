// Finds PostgreSQL's own programs for the tests, which start a server of their own with them; on Debian as root installs
// them. Where there are none, the tests run on SQLite alone and say so.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackage } from './debian.mjs';

const DEBIAN = '/usr/lib/postgresql';

/** The folder with `initdb` and `postgres`: Debian's newest, or one on the PATH; null where there is none. */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const debian = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(DEBIAN, version, 'bin'));
  const folders = [...debian, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

export const NO_POSTGRES =
  'There is no PostgreSQL here (no initdb on the PATH or in /usr/lib/postgresql): tests ran on SQLite alone. Debian: apt-get install postgresql';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !findPostgres())
  installPackage('postgresql');
