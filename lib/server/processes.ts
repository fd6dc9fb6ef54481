import cluster, { type Worker } from 'node:cluster';
import { startSecret } from '#lib/crypto/start-secret';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { answerWithMetricsOfAll } from '#lib/server/metrics-of-all';
import { tellReady, tellStopping } from '#lib/server/service-manager';

/** In the environment of a worker: what it has in common with the others of this start. */
export const START_SECRET = 'GATEHOUSE_START_SECRET';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** One that dies after this long did not die of its start. */
const CALM_MS = 60_000;
/** What a worker takes at most to end, after the seconds for which it stays. */
const STOP_MS = 15_000;

/**
 * The parent of `WORKERS` processes that serve one port: serves nothing itself. The first starts alone, so that what is
 * wrong is said once, and by the end of the parent; the others follow when it listens. One that dies is replaced at
 * once, and when it was replaced of late after 1, 2, 4 … 30 seconds. When asked to stop, asks all and waits for them.
 */
export function leadProcesses() {
  const { WORKERS } = env();
  const pauseMs = pauses();
  let isServing = false;
  let isStopping = false;
  answerWithMetricsOfAll();

  cluster.on('listening', (worker) => {
    if (!isServing) {
      for (let count = 1; count < WORKERS; count++) start();
      tellReady();
    }
    isServing = true;
    log().info({ worker: worker.id, pid: worker.process.pid }, 'a worker listens');
  });
  cluster.on('exit', (worker, code, signal) => {
    if (isStopping && running().length === 0) process.exit(0);
    if (!isStopping && !isServing) process.exit(code || 1);
    if (isStopping) return;
    const inMs = pauseMs();
    log().error(
      { worker: worker.id, code, signal, inMs },
      'a worker died, another takes its place',
    );
    setTimeout(() => isStopping || start(), inMs);
  });
  stopOnSignal(() => {
    isStopping = true;
    tellStopping();
  });
  start();
}

const start = () => cluster.fork({ [START_SECRET]: startSecret() });

const running = (): Worker[] =>
  Object.values(cluster.workers ?? {}).flatMap((worker) =>
    worker && !worker.isDead() ? [worker] : [],
  );

/** How long to wait before the next start: not at all, and longer the more died shortly one after another. */
export function pauses(now = () => performance.now()) {
  let next = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  return () => {
    const isCalm = now() - lastAt > CALM_MS;
    lastAt = now();
    const pause = isCalm ? 0 : next;
    next = Math.min(Math.max(FIRST_PAUSE_MS, pause * 2), LONGEST_PAUSE_MS);
    return pause;
  };
}

function stopOnSignal(begin: () => void) {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      begin();
      const all = running();
      if (all.length === 0) process.exit(0);
      for (const worker of all) worker.process.kill('SIGTERM');
      setTimeout(endAll, env().DRAIN_SECONDS * 1_000 + STOP_MS);
    });
}

function endAll(): never {
  for (const worker of running()) worker.process.kill('SIGKILL');
  process.exit(1);
}
