import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Finding, median, ratios, short } from '#e2e/bench/finding';
import { emailOf } from '#e2e/bench/people';

const PEOPLE = 100_000;
const PER_BLOCK = 5_000;
const BCRYPT = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

type Told = { made: number; hashMs: number; blocks: { ms: number; kib: number }[] };

/** How fast 10^5 people come from a file, whether it stays so fast, and what is held meanwhile. */
export async function importing(): Promise<Finding[]> {
  const { made, hashMs, blocks } = await measure();
  if (made !== PEOPLE) throw new Error(`Only ${made} people came.`);
  const rates = blocks.map(({ ms }) => (PER_BLOCK / ms) * 1000);
  const half = rates.length / 2;
  const halves = rates.slice(half).map((late, nth): [number, number] => [late, rates[nth] ?? late]);
  const held = blocks.map(({ kib }) => kib);
  const [early, late] = [held.slice(2, 5), held.slice(-3)];
  const growth = (one: number, other: number) => (one / other - 1) * 100;
  return [
    {
      what: 'people imported',
      against: 'password hashes, one after the other',
      ...ratios(
        rates.map((rate) => [rate, 1000 / hashMs]),
        'a second',
      ),
      atLeast: 20,
      aim: 100,
    },
    {
      what: 'people imported, the second half of 10^5',
      against: 'the first half',
      ...ratios(halves, 'a second'),
      atLeast: 0.7,
      aim: 1,
    },
    {
      what: 'memory after 10^5 people were imported',
      against: `after ${5 * PER_BLOCK}`,
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

async function measure(): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    DATABASE_URL: `file:${join(folder, 'gatehouse.db')}`,
  } as const;
  const file = join(folder, 'people.ndjson');
  const args = ['--conditions=react-server', 'e2e/bench/import-process.ts', file, `${PER_BLOCK}`];
  try {
    await writePeople(file);
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writePeople(file: string) {
  const stream = createWriteStream(file);
  for (let nth = 0; nth < PEOPLE; nth++) {
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
