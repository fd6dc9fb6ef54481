import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Finding, median, ratios, short } from '#e2e/bench/finding';
import { emailOf } from '#e2e/bench/people';
import { keep } from '#e2e/bench/servers';
import { startCluster } from '#lib/testing/cluster.test-support';

const PEOPLE = 100_000;
const BLOCKS = 20;
const BCRYPT = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

type Told = { made: number; hashMs: number; blocks: { ms: number; kib: number }[] };

type Engine = { title: string; url: (folder: string) => string; atLeast: number; aim: number };

const ON_FILE: Engine = {
  title: '',
  url: (folder) => `file:${join(folder, 'gatehouse.db')}`,
  atLeast: 20,
  aim: 100,
};

/** How fast 10^5 people come from a file, whether it stays so fast, and what is held meanwhile. */
export const importing = () => importingInto(ON_FILE, PEOPLE);

/** The same of so many, on SQLite and on a PostgreSQL of this run's own that waits for its disk. */
export async function importingMany(people: number): Promise<Finding[]> {
  const onFile = await importingInto(ON_FILE, people);
  const cluster = await startCluster({ isDurable: true });
  keep(cluster.remove);
  const url = () => cluster.url('postgres');
  const onServer = { title: ' on PostgreSQL', url, atLeast: 10, aim: 50 };
  return [...onFile, ...(await importingInto(onServer, people))];
}

async function importingInto(engine: Engine, people: number): Promise<Finding[]> {
  const { title, atLeast, aim } = engine;
  const { made, hashMs, blocks } = await measure(engine, people);
  if (made !== people) throw new Error(`Only ${made} people came.`);
  const rates = blocks.map(({ ms }) => (people / BLOCKS / ms) * 1000);
  const half = rates.length / 2;
  const halves = rates.slice(half).map((late, nth): [number, number] => [late, rates[nth] ?? late]);
  const held = blocks.map(({ kib }) => kib);
  const [early, late] = [held.slice(2, 5), held.slice(-3)];
  const growth = (one: number, other: number) => (one / other - 1) * 100;
  return [
    {
      what: `people imported${title}`,
      against: 'password hashes, one after the other',
      ...ratios(
        rates.map((rate) => [rate, 1000 / hashMs]),
        'a second',
      ),
      atLeast,
      aim,
    },
    {
      what: `people imported${title}, the second half of ${people}`,
      against: 'the first half',
      ...ratios(halves, 'a second'),
      atLeast: 0.7,
      aim: 1,
    },
    {
      what: `memory after ${people} people were imported${title}`,
      against: `after ${(5 * people) / BLOCKS}`,
      value: growth(median(late), median(early)),
      spread: [
        growth(Math.min(...late), Math.min(...early)),
        growth(Math.max(...late), Math.max(...early)),
      ],
      unit: '% more',
      detail: `${short(median(late) / 1024)} against ${short(median(early) / 1024)} MiB resident`,
      atMost: 25,
      aim: 10,
    },
  ];
}

async function measure({ url }: Engine, people: number): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    DATABASE_URL: url(folder),
    SESSION_SECRET: randomBytes(32).toString('base64url'),
  } as const;
  const file = join(folder, 'people.ndjson');
  const args = [
    '--conditions=react-server',
    'e2e/bench/import-process.ts',
    file,
    `${people / BLOCKS}`,
  ];
  try {
    await writePeople(file, people);
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writePeople(file: string, people: number) {
  const stream = createWriteStream(file);
  for (let nth = 0; nth < people; nth++) {
    const person = {
      email: emailOf(nth),
      verified: true,
      name: `Person ${nth}`,
      password_hash: BCRYPT,
      created_at: '2025-01-02T03:04:05Z',
    };
    if (!stream.write(`${JSON.stringify(person)}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
