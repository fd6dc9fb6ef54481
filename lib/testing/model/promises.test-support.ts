import {
  asksFactor,
  type Id,
  isAlive,
  isFresh,
  type Life,
  MINUTES,
  opened,
  waiting,
} from '#lib/testing/model/life.test-support';

/** What has to hold of every life, after every act. */
const PROMISES = {
  'no answer begins after an acknowledged end': (it) =>
    it.sessions.every((one) => !isAlive(it, one) || !it.over.includes(one.secret ?? one.id)),
  'a half-finished sign-in is never a session': (it) =>
    it.sessions.every(({ asked, gave }) => !asked || gave),
  'a used code or token never works again': ({ taken }) => new Set(taken).size === taken.length,
  'the last way in cannot go': (it) =>
    it.password !== null || it.passkey || it.provider || it.wasRecovered,
  'a line of tokens has one end': (it) => it.sessions.every(({ id }) => endsOf(it, id).length <= 1),
  'what matters is done only after a proof that is fresh': (it) =>
    it.sessions.every((one) => !it.stale.includes(one.id) || !isFresh(it, one)),
} satisfies Record<string, (it: Life) => boolean>;

export type PromiseName = keyof typeof PROMISES;

const endsOf = ({ tokens }: Life, id: Id) =>
  tokens.filter(({ of, usedAt }) => of === id && usedAt === null);

/** The promises that this life breaks. */
export const broken = (it: Life): PromiseName[] =>
  (Object.keys(PROMISES) as PromiseName[]).filter((name) => !PROMISES[name](it));

/** What somebody sees who holds all that was ever given out: what the code is compared by after every act. */
export function seen(it: Life) {
  const { tickets, halves, access } = it.outside;
  const of = it.sessions.find(({ id }) => id === access?.of);
  const isTokenGood =
    access !== null && it.now - access.at <= 10 * MINUTES && access.at <= it.now + 3;
  return {
    tickets: tickets.map((ticket) => {
      const one = opened(it, ticket);
      return one ? (isFresh(it, one) ? 'fresh' : 'open') : 'shut';
    }),
    halves: halves.map((id) => waiting(it, id) !== undefined),
    access: isTokenGood && of !== undefined && isAlive(it, of),
    asks: asksFactor(it),
    ways: [it.password !== null, it.passkey, it.provider],
  };
}
