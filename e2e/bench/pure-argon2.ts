// A process of its own that does nothing but check passwords: how many a second this machine can do.
import { hash, verify } from '@node-rs/argon2';
import { ARGON2 } from '#e2e/bench/people';
import { PASSWORD } from '#e2e/bench/sample';

const [concurrency = 1, seconds = 1] = process.argv.slice(2).map(Number);
const stored = await hash(PASSWORD, ARGON2);
const start = performance.now();
let done = 0;

async function lane() {
  while (performance.now() - start < seconds * 1000) {
    await verify(stored, PASSWORD);
    done++;
  }
}

await Promise.all(Array.from({ length: concurrency }, lane));
process.stdout.write(String((done / (performance.now() - start)) * 1000));
