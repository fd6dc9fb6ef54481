// Builds the production server if the sources changed since it was built last.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { dropFormer, keepFormer, putFormer } from './former.mjs';
import { fingerprint } from './sources.mjs';

const NOTE = '.next/gatehouse-sources';
const BUILT_KEY = '.next/server/server-reference-manifest.json';
const KEY_NAME = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY';
/** As AES takes it, which Next encrypts with. */
const KEY_BYTES = [16, 24, 32];

// What is built holds the key that seals what actions are bound to: it is for the server's user only.
process.umask(0o077);
const sources = fingerprint();
const given = givenKey();
if (!isBuilt()) {
  process.stderr.write('Building …\n');
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    [KEY_NAME]: given ?? keptKey(),
    // The same sources are the same build, wherever it was made.
    GATEHOUSE_BUILD: sources.slice(0, 32),
  };
  const former = keepFormer('.next');
  const built = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env,
    encoding: 'utf8',
  });
  if (built.status !== 0) {
    dropFormer(former);
    process.stderr.write(`${built.stdout}\n${built.stderr}\n`);
    process.exit(1);
  }
  putFormer('.next', former);
  writeFileSync(NOTE, sources);
}
closeToOthers('.next');

function isBuilt() {
  if (!existsSync('.next/BUILD_ID') || !existsSync(NOTE)) return false;
  if (readFileSync(NOTE, 'utf8') !== sources) return false;
  return !given || JSON.parse(readFileSync(BUILT_KEY, 'utf8')).encryptionKey === given;
}

/** Also what was built before by somebody who left it open. */
function closeToOthers(path) {
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) closeToOthers(inner);
    else if (entry.isFile()) chmodSync(inner, 0o600);
  }
}

/** The key that the operator gives to every machine; undefined where it is kept here. */
function givenKey() {
  const key = process.env[KEY_NAME];
  if (!key || KEY_BYTES.includes(Buffer.from(key, 'base64').length)) return key || undefined;
  process.stderr.write(
    `${KEY_NAME} must be 16, 24 or 32 bytes in base64, e.g. from: openssl rand -base64 32\n`,
  );
  return process.exit(1);
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
