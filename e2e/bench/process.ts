import { readFileSync } from 'node:fs';

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
