import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importUsers } from '#lib/admin/moving/import-users';
import { recordsOf } from '#lib/admin/moving/read/file';
import { makeFolder, moveToFile } from '#lib/testing/database.test-support';

const PEOPLE = 100_000;
const BLOCK = 5_000;
const BCRYPT = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

function writePeople(): string {
  const path = join(makeFolder(), 'people.ndjson');
  const file = openSync(path, 'wx');
  for (let nth = 0; nth < PEOPLE; nth++) {
    const person = { email: `p${nth}@example.com`, verified: true, password_hash: BCRYPT };
    writeSync(file, `${JSON.stringify(person)}\n`);
  }
  closeSync(file);
  return path;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
/** Of this process, so that what else the machine does is no part of it (milliseconds). */
const busyMs = () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;

test('a hundred thousand people come as fast at the end as at the beginning, in the same memory', async () => {
  const file = writePeople();
  moveToFile();
  const blocks: { rate: number; held: number }[] = [];
  let since = busyMs();
  const report = await importUsers(recordsOf(file, 'ndjson'), {
    ...{ isDry: false, isVouchedFor: false, without: new Set() },
    onProgress(records) {
      if (records % BLOCK !== 0) return;
      const now = busyMs();
      blocks.push({ rate: (BLOCK / (now - since)) * 1000, held: process.memoryUsage.rss() });
      since = now;
    },
  });
  expect(report).toMatchObject({ records: PEOPLE, made: PEOPLE, there: 0, refused: {}, leftOut: {} });
  const [rates, held] = [blocks.map(({ rate }) => rate), blocks.map((one) => one.held)];
  const half = rates.length / 2;
  expect(median(rates.slice(half)) / median(rates.slice(0, half))).toBeGreaterThan(0.6);
  expect(median(held.slice(-3)) / median(held.slice(2, 5))).toBeLessThan(1.25);
}, 900_000); // biome-ignore format: one line each
