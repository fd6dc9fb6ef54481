import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry } from '@prometheus-io/client';
import { metrics } from '#lib/observability/metrics';

const KIND = 'gatehouse:metrics-of-all';
const ANSWER_MS = 6_000;

type Message = { type?: string; id?: string; text?: string | undefined };

/** Lets this worker count for all of its parent's. */
export function countWithOthers() {
  AggregatorRegistry.setRegistries([metrics().registry]);
  new AggregatorRegistry();
}

/** In the parent: whoever of its workers asks is told the sum of all. */
export function answerWithMetricsOfAll() {
  const all = new AggregatorRegistry();
  cluster.on('message', (worker, { type, id }: Message) => {
    if (type !== KIND) return;
    const answer = (text?: string) => worker.isConnected() && worker.send({ type: KIND, id, text });
    all.clusterMetrics().then(answer, () => answer());
  });
}

/** The metrics of all processes of this machine's server; of this one, where it is alone. */
export const metricsOfAll = (): Promise<string> =>
  cluster.isWorker ? askParent() : metrics().registry.metrics();

function askParent(): Promise<string> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(), ANSWER_MS);
    const listen = (message: Message) => {
      if (message.type === KIND && message.id === id) done(message.text);
    };
    const done = (text?: string) => {
      clearTimeout(timer);
      process.off('message', listen);
      if (text === undefined) reject(new Error('a worker did not tell its metrics'));
      else resolve(text);
    };
    process.on('message', listen);
    process.send?.({ type: KIND, id });
  });
}
