import { type Finding, ratios } from '#e2e/bench/finding';
import { emailOf } from '#e2e/bench/people';
import { pureLimit, type Rate, rateOf } from '#e2e/bench/rate';
import { type Ours, startOurs } from '#e2e/bench/servers';
import { openSignInForm, type SignIn } from '#e2e/bench/sign-in-form';

const ROUNDS = 5;
const SECONDS = 6;
const CONCURRENCY = 16;

type Target = { what: string; atLeast: number; aim: number };

/** Whole sign-ins through the form, against what the machine can do of their password check alone. */
export const signIns = async (): Promise<Finding[]> => [
  await signInsAt(await startOurs(), { what: 'sign-ins', atLeast: 0.8, aim: 0.9 }),
];

/** The same at a server that runs. */
export async function signInsAt(ours: Signed, { what, ...target }: Target): Promise<Finding> {
  const signIn = await openSignInForm(ours.url, CONCURRENCY);
  await signInFor(1, ours, signIn);
  const rounds: [Rate, Rate][] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const limit = await pureLimit(CONCURRENCY, SECONDS);
    rounds.push([await signInFor(SECONDS, ours, signIn), limit]);
  }
  const compare = (value: keyof Rate, unit: string) =>
    ratios(
      rounds.map(([one, other]) => [one[value], other[value]]),
      unit,
    );
  const speed = compare('perSecond', 'per second');
  return {
    what: `${what}, ${CONCURRENCY} at once`,
    against: 'argon2id alone at the same parameters and concurrency',
    ...speed,
    detail: `${speed.detail}; processor time ${compare('cpu', 'ms for each').detail}`,
    ...target,
  };
}

type Signed = Pick<Ours, 'url' | 'pid' | 'people'>;

async function signInFor(seconds: number, ours: Signed, signIn: SignIn): Promise<Rate> {
  const until = performance.now() + seconds * 1000;
  let next = 0;
  return rateOf(ours, CONCURRENCY, () =>
    performance.now() < until ? () => signIn(emailOf(next++ % ours.people)) : null,
  );
}
