// What is built: whether it is that of the sources, whether it may be read, and who else may.
import { accessSync, chmodSync, chownSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'; // biome-ignore format: one list
import { join } from 'node:path';
import { fingerprint, sourcesAsNoted } from './sources.mjs';

export const BUILD = '.next';
export const NOTE = '.next/gatehouse-sources';
/** The files that the build was made of, as the one who built saw them. */
const FILES = '.next/gatehouse-files.json';
export const KEY_NAME = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY';
const BUILT_KEY = '.next/server/server-reference-manifest.json';
/** As AES takes it, which Next encrypts with. */
const KEY_BYTES = [16, 24, 32];

/** Whether what is built is of these sources and under the key that the operator gives to every machine, if they do. */
export function isBuilt(sources) {
  if (!existsSync(`${BUILD}/BUILD_ID`) || !existsSync(NOTE)) return false;
  if (readFileSync(NOTE, 'utf8') !== (sources ?? fingerprintAsNoted())) return false;
  const given = givenKey();
  return !given || JSON.parse(readFileSync(BUILT_KEY, 'utf8')).encryptionKey === given;
}

/** Notes of which sources something is built. */
export function noteSources(sources, seen) {
  writeFileSync(FILES, JSON.stringify(seen));
  writeFileSync(NOTE, sources);
}

function fingerprintAsNoted() {
  if (!existsSync(FILES)) return fingerprint();
  const noted = JSON.parse(readFileSync(FILES, 'utf8'));
  return fingerprint('.', process.env, sourcesAsNoted('.', noted, mayBuild()));
}

/** The key that the operator gives to every machine; undefined where it is kept here. */
export function givenKey() {
  const key = process.env[KEY_NAME];
  if (!key || KEY_BYTES.includes(Buffer.from(key, 'base64').length)) return key || undefined;
  process.stderr.write(
    `${KEY_NAME} must be 16, 24 or 32 bytes in base64, e.g. from: openssl rand -base64 32\n`,
  );
  return process.exit(1);
}

/** Whether something is built that this user may not read: it was built by another, for themselves. */
export const isHidden = () => existsSync(BUILD) && !may(BUILD, constants.R_OK | constants.X_OK);

/** Whether this user may build, and install what the build needs. */
export const mayBuild = () => may('.', constants.W_OK);

function may(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/**
 * Closes what is built to all but its owner, also what somebody left open; with the number of a group, to all but its owner
 * and that group, which may read it.
 */
export function closeToOthers(path, group = null) {
  const [forFolder, forFile] = group === null ? [0o700, 0o600] : [0o750, 0o640];
  if (group !== null) chownSync(path, -1, group);
  chmodSync(path, forFolder);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) closeToOthers(inner, group);
    else if (entry.isFile()) {
      if (group !== null) chownSync(inner, -1, group);
      chmodSync(inner, forFile);
    }
  }
}
