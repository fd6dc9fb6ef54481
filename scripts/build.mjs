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
import { fingerprint } from './sources.mjs';

const NOTE = '.next/gatehouse-sources';

// What is built holds the key that seals what actions are bound to: it is for the server's user only.
process.umask(0o077);
const sources = fingerprint();
if (!existsSync('.next/BUILD_ID') || !existsSync(NOTE) || readFileSync(NOTE, 'utf8') !== sources) {
  process.stderr.write('Building …\n');
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
  };
  const built = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env,
    encoding: 'utf8',
  });
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}\n${built.stderr}\n`);
    process.exit(1);
  }
  writeFileSync(NOTE, sources);
}
closeToOthers('.next');

/** Also what was built before by somebody who left it open. */
function closeToOthers(path) {
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) closeToOthers(inner);
    else if (entry.isFile()) chmodSync(inner, 0o600);
  }
}

/** Kept from build to build, so that a form that was opened before an update can still be sent after it. */
function actionsKey() {
  const file = 'data/actions-key';
  if (!existsSync(file)) {
    mkdirSync('data', { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
