// Finds Redis or Valkey for the tests, which start servers of their own; on Debian as root installs it. Where there is
// none, what needs one is left out, and the tests say so.
import { pathToFileURL } from 'node:url';
import { findOnPath, installPackage } from './debian.mjs';

/** The program, or null where there is none. */
export const findRedis = () => findOnPath(['redis-server', 'valkey-server']);

export const NO_REDIS =
  'There is no Redis here (no redis-server or valkey-server on the PATH): what counts with it was not tested. Debian: apt-get install redis-server';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !findRedis())
  installPackage('redis-server');
