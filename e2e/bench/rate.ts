import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isBusy } from '#e2e/bench/form';
import { cpuMs } from '#e2e/bench/process';

export type Rate = { perSecond: number /** Milliseconds for each. */; cpu: number };

/**
 * Does one piece of work after the other in so many lanes at once, until there is no next one; a piece that
 * is sent away because too much is under way is tried again.
 */
export async function rateOf(
  server: { pid: () => number },
  lanes: number,
  next: () => (() => Promise<unknown>) | null,
): Promise<Rate> {
  const start = performance.now();
  const cpuBefore = cpuMs(server.pid());
  let done = 0;
  async function lane() {
    for (let work = next(); work; work = next()) {
      await untilTaken(work);
      done++;
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  const cpu = (cpuMs(server.pid()) - cpuBefore) / done;
  return { perSecond: (done / (performance.now() - start)) * 1000, cpu };
}

async function untilTaken(work: () => Promise<unknown>) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      await sleep(100);
    }
  }
}

/** How many passwords a second this machine can check when it does nothing else. */
export async function pureLimit(lanes: number, seconds: number): Promise<Rate> {
  const args = ['e2e/bench/pure-argon2.ts', String(lanes), String(seconds)];
  return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
}
