// A process of its own that does nothing but check passwords: how many a second this machine can do.
import { hash, verify } from '@node-rs/argon2';
import { ARGON2 } from '#e2e/bench/people';
import { PASSWORD } from '#e2e/bench/sample';

const [concurrency = 1, seconds = 1] = process.argv.slice(2).map(Number);
const stored = await hash(PASSWORD, ARGON2);
const before = process.cpuUsage();
const start = performance.now();
let done = 0;

async function lane() {
  while (performance.now() - start < seconds * 1000) {
    await verify(stored, PASSWORD);
    done++;
  }
}

await Promise.all(Array.from({ length: concurrency }, lane));
const { user, system } = process.cpuUsage(before);
const perSecond = (done / (performance.now() - start)) * 1000;
process.stdout.write(JSON.stringify({ perSecond, cpu: (user + system) / 1000 / done }));
