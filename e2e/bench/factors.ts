import { type Finding, median, ratios, short } from '#e2e/bench/finding';
import { measureApart } from '#e2e/bench/process';

type Round = Record<'passkey' | 'signature' | 'code' | 'app' | 'hash', number>;

/** Signing in by passkey and by mailed code, and checking the code of an app, one after the other in one process. */
export async function factors(): Promise<Finding[]> {
  const rounds = await measureApart<Round[]>('e2e/bench/factors-process.ts');
  const perSecond = (side: keyof Round) => rounds.map((round) => 1000 / round[side]);
  const pairs = (one: keyof Round, other: keyof Round) =>
    perSecond(one).map((rate, nth): [number, number] => [rate, perSecond(other)[nth] as number]);
  const app = rounds.map(({ app, hash }): [number, number] => [app, hash]);
  return [
    {
      what: 'sign-ins by passkey',
      against: `bare checks of its signature (a password hash: ${short(median(perSecond('hash')))} a second)`,
      ...ratios(pairs('passkey', 'signature'), 'a second'),
      atLeast: 0.02,
      aim: 0.05,
    },
    {
      what: 'sign-ins by passkey, against passwords',
      against: 'password hashes, one after the other',
      ...ratios(pairs('passkey', 'hash'), 'a second'),
      atLeast: 3,
      aim: 8,
    },
    {
      what: 'sign-ins by mailed code, both steps',
      against: 'password hashes, one after the other',
      ...ratios(pairs('code', 'hash'), 'a second'),
      atLeast: 3,
      aim: 8,
    },
    {
      what: 'checking the code of an authenticator app',
      against: 'a password hash',
      ...ratios(app, 'ms'),
      atMost: 0.05,
      aim: 0.01,
    },
  ];
}
