import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Finding, ratios } from '#e2e/bench/finding';
import { emailOf } from '#e2e/bench/people';
import { startOurs } from '#e2e/bench/servers';
import { openSignInForm } from '#e2e/bench/sign-in-form';

const ROUNDS = 5;
const SECONDS = 6;
const CONCURRENCY = 16;

/** Whole sign-ins through the form, against what the machine can do of their password check alone. */
export async function signIns(): Promise<Finding[]> {
  const ours = await startOurs();
  const signIn = await openSignInForm(ours.url, CONCURRENCY);
  const people = Array.from({ length: ours.people }, (_, nth) => emailOf(nth));
  await Promise.all(people.slice(0, CONCURRENCY).map(signIn));
  const rounds: [number, number][] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const limit = await pureLimit();
    rounds.push([await perSecond(signIn, people), limit]);
  }
  await ours.remove();
  return [
    {
      what: `sign-ins, ${CONCURRENCY} at once`,
      against: 'argon2id alone at the same parameters and concurrency',
      ...ratios(rounds, 'per second'),
      atLeast: 0.8,
      aim: 0.9,
    },
  ];
}

async function perSecond(signIn: (email: string) => Promise<unknown>, people: string[]) {
  const start = performance.now();
  let done = 0;
  let next = 0;
  async function lane() {
    while (performance.now() - start < SECONDS * 1000) {
      await signIn(people[next++ % people.length] as string);
      done++;
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return (done / (performance.now() - start)) * 1000;
}

async function pureLimit(): Promise<number> {
  const args = ['e2e/bench/pure-argon2.ts', String(CONCURRENCY), String(SECONDS)];
  return Number((await promisify(execFile)(process.execPath, args)).stdout);
}
