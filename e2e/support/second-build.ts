import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const SOURCES = [
  'app',
  'lib',
  'drizzle',
  'texts',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package.json',
  'tsconfig.json',
];

export type Change = [file: string, from: string, to: string];

/**
 * Builds a changed copy of the sources, as an update does: with the key for actions that is kept from build
 * to build, and every file at the same place below the root, for the ids of actions are made of both.
 * The packages are hard links: the bundler follows no other that leads out of the root. `without` names files
 * that the copy does not have, `added` those that only it has.
 */
export function buildChanged(
  changes: Change[],
  without: string[] = [],
  added: Record<string, string> = {},
) {
  mkdirSync('test-results', { recursive: true });
  const home = mkdtempSync('test-results/second-build-');
  for (const source of SOURCES) cpSync(source, join(home, source), { recursive: true });
  const linked = spawnSync('cp', ['-al', 'node_modules', join(home, 'node_modules')]);
  if (linked.status !== 0) throw new Error(String(linked.stderr));
  const config: Change = [
    'next.config.mjs',
    '  poweredByHeader',
    `  turbopack: { root: ${JSON.stringify(resolve(home))} },\n  poweredByHeader`,
  ];
  for (const [file, from, to] of [...changes, config]) {
    const text = readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
    writeFileSync(join(home, file), text.replaceAll(from, to));
  }
  for (const file of without) rmSync(join(home, file));
  for (const [file, text] of Object.entries(added)) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'build'],
    {
      cwd: home,
      encoding: 'utf8',
      timeout: 300_000,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: readFileSync('data/actions-key', 'utf8').trim(),
      },
    },
  );
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
