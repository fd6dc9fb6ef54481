import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What `scripts/run.mjs` gives to each program besides: without it a start takes four times as long. */
export const QUICK_START = {
  NODE_COMPILE_CACHE: resolve('node_modules/.cache/gatehouse'),
  NODE_OPTIONS: `--import=${pathToFileURL(resolve('scripts/resolve-once.mjs')).href}`,
};

const SCRIPTS = {
  seed: 'scripts/seed.ts',
  gatehouse: 'lib/operator/gatehouse.ts',
  doctor: 'lib/operator/doctor.ts',
};
export type Script = keyof typeof SCRIPTS;

/** A folder for one database, and our commands run on it as an operator runs them, each to its end. */
export function newDeployment() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-command-'));
  const file = join(folder, 'data', 'gatehouse.db');
  const run = (script: Script, words: string[] = [], env: Record<string, string> = {}) =>
    runScript(script, words, { DATABASE_URL: `file:${file}`, ...env });
  return {
    folder,
    file,
    seed: () => run('seed'),
    gatehouse: (...words: string[]) => run('gatehouse', words),
    /** The same with something piped in. */
    gatehouseReading: (input: string, ...words: string[]) =>
      runScript('gatehouse', words, { DATABASE_URL: `file:${file}` }, input),
    run,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Served = { settings: Record<string, string> };

/** One of our commands on the database of a server that runs. */
export const gatehouse = (server: Served, ...words: string[]) =>
  runScript('gatehouse', words, server.settings);

/** The same with something piped in. */
export const gatehouseReading = (server: Served, input: string, ...words: string[]) =>
  runScript('gatehouse', words, server.settings, input);

type Outcome = { exitCode: number; stdout: string; stderr: string };

function runScript(
  script: Script,
  words: string[],
  env: Record<string, string>,
  input = '',
): Promise<Outcome> {
  const settings = {
    PATH: process.env['PATH'] ?? '',
    LOG_LEVEL: 'silent',
    ARGON2_MEMORY_KIB: '19456',
    ...QUICK_START,
    ...env,
  };
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--conditions=react-server', SCRIPTS[script], ...words],
      { env: settings as unknown as NodeJS.ProcessEnv, timeout: 100_000 },
      (error, stdout, stderr) => {
        const exitCode = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        done({ exitCode, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}
