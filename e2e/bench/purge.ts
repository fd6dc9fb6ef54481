import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Finding } from '#e2e/bench/finding';
import { percentile, short } from '#e2e/bench/finding';
import { startOurs } from '#e2e/bench/servers';

const ROWS = 100_000;
const PAUSE_MS = 2;
const START_MS = 5000;

/**
 * How long one step of the purge of a hundred thousand expired sessions holds up everybody, as the server
 * itself counts it; and the slowest page meanwhile beside the slowest of as many after it, for a page is also
 * late when the machine is.
 */
export async function purge(): Promise<Finding[]> {
  const ours = await startOurs();
  fillWithExpired(ours.database);
  // The purge runs when a server starts.
  await ours.stop();
  await ours.start();
  // What a server does once, two seconds after its start, is no part of the purge.
  await pagesUntil(ours, afterMs(START_MS));
  const before = countExpired(ours.database);
  const busy = await pagesUntil(ours, () => !hasExpired(ours.database));
  if (before < ROWS / 4 || busy.length < 50)
    throw new Error(`The purge was over too soon to be looked at: ${before} rows were left.`);
  let left = busy.length;
  const idle = await pagesUntil(ours, () => left-- === 0);
  const { steps, typical, longest } = await stepsOf(ours.url);
  const told = (times: number[]) =>
    `slowest ${short(Math.max(...times))} ms, p99 ${short(percentile(times, 0.99))} ms`;
  return [
    {
      what: `the longest step of a purge of ${ROWS.toLocaleString('en')} expired sessions`,
      against: 'nobody held up',
      value: longest,
      spread: [typical, longest],
      unit: 'ms or less',
      detail: `${steps} steps; ${busy.length} pages meanwhile, ${told(busy)}; as many without it, ${told(idle)}`,
      atMost: 100,
      aim: 50,
    },
  ];
}

/** How many steps there were, and the bounds, in milliseconds, below which half of them and all of them lie. */
async function stepsOf(url: string) {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const line = /^gatehouse_purge_step_seconds_bucket\{le="([^"]+)"\} (\d+)$/gm;
  const bounds = [...metrics.matchAll(line)].map(([, bound, count]) => ({
    ms: bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound) * 1000,
    count: Number(count),
  }));
  const steps = bounds.at(-1)?.count ?? 0;
  const boundOf = (share: number) =>
    bounds.find(({ count }) => count >= steps * share)?.ms as number;
  return { steps, typical: boundOf(0.5), longest: boundOf(1) };
}

function afterMs(ms: number) {
  const end = performance.now() + ms;
  return () => performance.now() > end;
}

/** Asks for the dashboard again and again until it is over; milliseconds of each. */
async function pagesUntil(
  ours: { url: string; asAda: Record<string, string> },
  isOver: () => boolean,
): Promise<number[]> {
  const times: number[] = [];
  while (!isOver()) {
    const start = performance.now();
    const page = await fetch(`${ours.url}/dashboard`, { headers: ours.asAda });
    await page.text();
    times.push(performance.now() - start);
    if (page.status !== 200) throw new Error(`The dashboard answered ${page.status}.`);
    await sleep(PAUSE_MS);
  }
  return times;
}

function fillWithExpired(database: string) {
  const sqlite = new Database(database, { timeout: 10_000 });
  sqlite
    .prepare(
      `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ?) insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) select printf('expired%09d', i), 'person0', lower(hex(randomblob(32))), 1, 1, 1, 1, 1 + abs(random() % 1000), '192.0.2.1', 'expired' from n`,
    )
    .run(ROWS);
  sqlite.close();
}

const hasExpired = (database: string) => ask(database, 'select 1') === 1;
const countExpired = (database: string) => Number(ask(database, 'select count(*)'));

function ask(database: string, what: string): unknown {
  const sqlite = new Database(database, { readonly: true, timeout: 10_000 });
  const rows = `${what} from sessions where id >= 'expired' and id < 'expiree' limit 1`;
  const found = sqlite.prepare(rows).pluck().get();
  sqlite.close();
  return found;
}
