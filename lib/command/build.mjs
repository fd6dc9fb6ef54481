// Builds the production server if the sources changed since it was built last.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'app',
  'lib',
  'drizzle',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];
const NOTE = '.next/gatehouse-sources';

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

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesBelow).filter((file) => !/\.test\.tsx?$/.test(file)))
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
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
