import { setTimeout as sleep } from 'node:timers/promises';

/** After a try that failed. */
const RETRY_MS = 15 * 60_000;

type When = { firstMs: number; everyMs: number; retryMs?: number; end: AbortSignal };

/**
 * Does the work again and again until it is told to end: first after `firstMs`, then `everyMs` after the beginning of the
 * last time, or a quarter of an hour after one that answered false, if that is sooner. Waits for what is under way.
 */
export async function again(
  work: () => Promise<boolean>,
  { firstMs, everyMs, retryMs = RETRY_MS, end }: When,
) {
  for (let inMs = firstMs; await waited(inMs, end); ) {
    const began = performance.now();
    const next = (await work()) ? everyMs : Math.min(everyMs, retryMs);
    inMs = Math.max(0, next - (performance.now() - began));
  }
}

/** Whether so much time has passed; false when it is the end before. */
async function waited(ms: number, end: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal: end });
    return !end.aborted;
  } catch {
    return false;
  }
}
