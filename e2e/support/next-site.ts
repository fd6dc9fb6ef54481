import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildNext, NEXT as NEXT_BIN } from './next-build.ts';
import type { Runs } from './sites.ts';

/** Of a page with several files the first line of each says where it lies. */
const NAMED = /^\/\/ (\S+\.jsx?)$/m;

/** A site that is a Next.js app: the snippet becomes its files, it is built, and runs in its folder. */
export const NEXT: Runs = {
  with: [process.execPath, NEXT_BIN, 'start'],
  // The file becomes the folder that `next start` is told.
  file: (snippet) => ['snippet', snippet],
  build: async (folder) => {
    const [, ...parts] = readFileSync(join(folder, 'snippet'), 'utf8').split(NAMED);
    rmSync(join(folder, 'snippet'));
    for (let at = 0; at < parts.length; at += 2) {
      const path = join(folder, 'snippet', String(parts[at]));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, String(parts[at + 1]));
    }
    await buildNext(join(folder, 'snippet'));
  },
  env: (url) => ({
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: 'a long random text of the site that nobody else has',
    NEXT_TELEMETRY_DISABLED: '1',
  }),
};
