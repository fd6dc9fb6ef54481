import { log } from '#lib/observability/log';

/**
 * Does the work again and again, and when the answer is called; never twice at once, and at once again while there is
 * more to do.
 */
export function repeat(name: string, work: () => Promise<number>, everyMs: number) {
  let isRunning = false;
  let isWanted = false;
  async function run() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      try {
        isWanted = (await work()) > 0 || isWanted;
      } catch (error) {
        log().error({ err: error, worker: name }, 'a worker failed and will try again');
      }
    }
    isRunning = false;
  }
  const soon = () => void run();
  setInterval(soon, everyMs).unref();
  return soon;
}
