import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestServer } from './server.ts';

/**
 * From now on the system lets the running server write no byte into any file (RLIMIT_FSIZE, soft); what it
 * reads, and its output, go on. Call the answer to let it write again. Needs no privilege.
 */
export function refuseWrites(server: TestServer): () => void {
  limitFiles(server, '1');
  return () => limitFiles(server, 'unlimited');
}

const limitFiles = (server: TestServer, size: string) =>
  execFileSync('prlimit', ['--pid', String(server.pid()), `--fsize=${size}:unlimited`]);

/** A file system of our own, of eight megabytes unless it says otherwise; null where mounting is not permitted. */
export function mountSmallDisk({
  size = '8m',
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-disk-')),
} = {}) {
  const { uid, gid } = statSync(folder);
  const options = `size=${size},uid=${uid},gid=${gid},mode=700`;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    /** Leaves not one block free. */
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize, 1));
      } catch (error) {
        // Somebody else took the last blocks meanwhile.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    empty: () => rmSync(ballast),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
