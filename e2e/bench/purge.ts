import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Finding } from '#e2e/bench/finding';
import { median, percentile, short } from '#e2e/bench/finding';
import { startOurs } from '#e2e/bench/servers';

const ROWS = 100_000;
const PAUSE_MS = 2;
const START_MS = 5000;

/** How long a page takes at worst while a hundred thousand expired sessions are purged. */
export async function purge(): Promise<Finding[]> {
  const ours = await startOurs();
  await pagesUntil(ours, afterMs(2000));
  const idle = await pagesUntil(ours, afterMs(5000));
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
  const worst = Math.max(...busy);
  return [
    {
      what: `the slowest page while ${ROWS.toLocaleString('en')} expired sessions are purged`,
      against: 'nobody waiting for it',
      value: worst,
      spread: [median(busy), worst],
      unit: 'ms',
      detail: `${busy.length} pages, p99 ${short(percentile(busy, 0.99))} ms; idle p99 ${short(percentile(idle, 0.99))} ms, slowest ${short(Math.max(...idle))} ms`,
      atMost: 100,
      aim: 50,
    },
  ];
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
