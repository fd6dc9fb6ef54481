import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
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

/** A file system of our own of eight megabytes; null where mounting is not permitted. */
export function mountSmallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
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
      writeFileSync(ballast, Buffer.alloc(bavail * bsize, 1));
    },
    empty: () => rmSync(ballast),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
