import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, percentile, ratios } from '#e2e/bench/finding';
import { isBusy } from '#e2e/bench/form';
import { emailOf } from '#e2e/bench/people';
import { type Ours, startOurs } from '#e2e/bench/servers';
import { openSignInForm, type SignIn } from '#e2e/bench/sign-in-form';

const ROUNDS = 5;
const SECONDS = 8;
const CLIENTS = 64;
const VISITORS = 2;
const PAUSE_MS = 20;

/** How long people who are signed in wait for a page while 64 others keep signing in. */
export async function storm(): Promise<Finding[]> {
  const ours = await startOurs();
  const signIn = await openSignInForm(ours.url, CLIENTS);
  await visits(ours, 3);
  const rounds: [number, number][] = [];
  const outcomes = { signedIn: 0, refused: 0 };
  for (let nth = 0; nth < ROUNDS; nth++) {
    const idle = percentile(await visits(ours, SECONDS), 0.99);
    const signInsEnd = keepSigningIn(signIn, ours.people, outcomes);
    await sleep(1000);
    const busy = percentile(await visits(ours, SECONDS), 0.99);
    await signInsEnd();
    rounds.push([busy, idle]);
  }
  const { detail, ...rest } = ratios(rounds, 'ms');
  const { signedIn, refused } = outcomes;
  return [
    {
      what: `dashboard p99 during ${CLIENTS} concurrent sign-ins`,
      against: 'its idle p99',
      ...rest,
      detail: `${detail}; ${signedIn} signed in, ${refused} asked to come back (503)`,
      atMost: 3,
      aim: 2,
    },
  ];
}

/** Milliseconds that each of the visits took which two people make in this time, with pauses. */
async function visits(ours: Ours, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  async function visitor() {
    while (performance.now() < until) {
      const start = performance.now();
      const page = await fetch(`${ours.url}/dashboard`, { headers: ours.asAda });
      await page.text();
      if (page.status !== 200) throw new Error(`The dashboard answered ${page.status}.`);
      times.push(performance.now() - start);
      await sleep(PAUSE_MS);
    }
  }
  await Promise.all(Array.from({ length: VISITORS }, visitor));
  return times;
}

/** Starts the storm; call the answer to end it. */
function keepSigningIn(
  signIn: SignIn,
  people: number,
  outcomes: { signedIn: number; refused: number },
) {
  let isOver = false;
  async function client(nth: number) {
    while (!isOver) {
      try {
        await signIn(emailOf(nth % people));
        outcomes.signedIn++;
      } catch (error) {
        if (!isBusy(error)) throw error;
        outcomes.refused++;
        await sleep(1000);
      }
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, nth) => client(nth)));
  return async () => {
    isOver = true;
    await clients;
  };
}
