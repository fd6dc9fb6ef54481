// A process of its own that imports a file of people, as the operator's command does.
// Prints JSON: of each block of people the milliseconds they took and the memory held after them, and those of one hash.
import { hash } from '@node-rs/argon2';
import { median } from '#e2e/bench/finding';
import { ARGON2 } from '#e2e/bench/people';
import { PASSWORD } from '#e2e/bench/sample';
import { importUsers } from '#lib/admin/moving/import-users';
import { recordsOf } from '#lib/admin/moving/read/file';
import { db } from '#lib/db/client';

const HASHES = 10;
const [file = '', perBlock = ''] = process.argv.slice(2);

db();
const hashes: number[] = [];
for (let nth = 0; nth < HASHES; nth++) {
  const start = performance.now();
  await hash(PASSWORD, ARGON2);
  hashes.push(performance.now() - start);
}
const blocks: { ms: number; kib: number }[] = [];
let since = performance.now();
const report = await importUsers(recordsOf(file, 'ndjson'), {
  isDry: false,
  isVouchedFor: false,
  without: new Set(),
  onProgress(records) {
    if (records % Number(perBlock) !== 0) return;
    const now = performance.now();
    blocks.push({ ms: now - since, kib: process.memoryUsage.rss() / 1024 });
    since = now;
  },
});
process.stdout.write(JSON.stringify({ made: report.made, hashMs: median(hashes), blocks }));
process.exit(0);
