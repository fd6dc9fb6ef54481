import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Kilobytes of memory a process holds; NaN where the system does not say so in /proc. */
export function residentKib(pid: number): number {
  return Number(procFile(pid, 'status')?.match(/VmRSS:\s+(\d+)/)?.[1]);
}

/** Milliseconds of processor time a process has used; NaN where the system does not say so in /proc. */
export function cpuMs(pid: number): number {
  const fields = procFile(pid, 'stat')?.split(') ')[1]?.split(' ');
  return (Number(fields?.[11]) + Number(fields?.[12])) * 10;
}

function procFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}

/** Runs a measurement of the domain in a process and a database of its own, or this one; answers the JSON that it prints. */
export async function measureApart<Measured>(script: string, database?: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'));
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    DATABASE_URL: database ?? `file:${join(folder, 'gatehouse.db')}`,
    ...(database ? { SESSION_SECRET: randomBytes(32).toString('base64url') } : {}),
  } as const;
  try {
    const args = ['--conditions=react-server', script];
    return JSON.parse((await promisify(execFile)(process.execPath, args, { env })).stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
