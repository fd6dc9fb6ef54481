import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { databaseFile, secretFile } from '#lib/env/root-secret';
import { type Probe, unseen, verdictOf } from '#lib/operator/asvs/probe';

const OTHERS_READ = 0o077;
const OTHERS_WRITE = 0o022;

/** Paths whose mode has one of these bits. */
const open = (paths: string[], bits: number) =>
  paths.filter((path) => existsSync(path) && (statSync(path).mode & bits) !== 0);

export const filesProbe: Probe = {
  about:
    'Who may read database, secret, key of the forms and what is built, and who may write the code.',
  look: async ({ settings }) => {
    if (process.platform === 'win32') return unseen('Modes of files say nothing on Windows.');
    const file = databaseFile(settings.DATABASE_URL);
    const secrets = [
      ...(file ? [file, `${file}-wal`, dirname(file)] : []),
      secretFile(settings.DATABASE_URL),
      'data/actions-key',
      '.next',
    ];
    const code = ['app', 'lib', 'drizzle', 'middleware.ts', 'package.json', 'node_modules', '.git'];
    const faults = [
      ...open(secrets, OTHERS_READ).map((path) => `Other users of this machine can read ${path}.`),
      ...open(code, OTHERS_WRITE).map((path) => `Other users of this machine can write ${path}.`),
    ];
    return verdictOf(
      faults,
      'What is secret is for its owner only, and nobody else writes the code.',
    );
  },
};
