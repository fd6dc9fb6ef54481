import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Finding, ratios } from '#e2e/bench/finding';
import { emailOf } from '#e2e/bench/people';
import { cpuMs } from '#e2e/bench/process';
import { type Ours, startOurs } from '#e2e/bench/servers';
import { isBusy, openSignInForm, type SignIn } from '#e2e/bench/sign-in-form';

const ROUNDS = 5;
const SECONDS = 6;
const CONCURRENCY = 16;

type Rate = { perSecond: number /** Milliseconds for each. */; cpu: number };

/** Whole sign-ins through the form, against what the machine can do of their password check alone. */
export async function signIns(): Promise<Finding[]> {
  const ours = await startOurs();
  const signIn = await openSignInForm(ours.url, CONCURRENCY);
  await signInFor(1, ours, signIn);
  const rounds: [Rate, Rate][] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const limit = await pureLimit();
    rounds.push([await signInFor(SECONDS, ours, signIn), limit]);
  }
  const compare = (what: keyof Rate, unit: string) =>
    ratios(
      rounds.map(([one, other]) => [one[what], other[what]]),
      unit,
    );
  const speed = compare('perSecond', 'per second');
  return [
    {
      what: `sign-ins, ${CONCURRENCY} at once`,
      against: 'argon2id alone at the same parameters and concurrency',
      ...speed,
      detail: `${speed.detail}; processor time ${compare('cpu', 'ms for each').detail}`,
      atLeast: 0.8,
      aim: 0.9,
    },
  ];
}

async function signInFor(seconds: number, ours: Ours, signIn: SignIn): Promise<Rate> {
  const start = performance.now();
  const cpuBefore = cpuMs(ours.pid());
  let done = 0;
  let next = 0;
  async function lane() {
    while (performance.now() - start < seconds * 1000) {
      try {
        await signIn(emailOf(next++ % ours.people));
        done++;
      } catch (error) {
        if (!isBusy(error)) throw error;
        await sleep(100);
      }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const cpu = (cpuMs(ours.pid()) - cpuBefore) / done;
  return { perSecond: (done / (performance.now() - start)) * 1000, cpu };
}

async function pureLimit(): Promise<Rate> {
  const args = ['e2e/bench/pure-argon2.ts', String(CONCURRENCY), String(SECONDS)];
  return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
}
