import {
  DEEDS,
  type DeedName,
  type DeedStep,
  type Reply,
  step,
} from '#lib/testing/model/acts.test-support';
import { type Life, newLife } from '#lib/testing/model/life.test-support';
import { seen } from '#lib/testing/model/promises.test-support';
import { Real } from '#lib/testing/model/real.test-support';
import { type Came, type Numbers, runBeside } from '#lib/testing/model/schedule.test-support';

/** What was done before several do something at once: what they find. */
const BEFORE: Record<string, { provider?: true; steps: string }> = {
  'two browsers': { steps: 'signIn A, signIn B' },
  'an app, and half a sign-in': { steps: 'signIn A, addApp A, waitHalfAMinute A, signIn B' },
  'recovery codes': {
    steps: 'signIn A, addApp A, makeRecoveryCodes A, waitHalfAMinute A, signIn B',
  },
  'a passkey and a provider': {
    provider: true,
    steps: 'signIn A, addPasskey A, signInByProvider B',
  },
  'no password': { provider: true, steps: 'signIn A, addPasskey A, removePassword A' },
  'two mailed codes': { steps: 'signIn A, askReset A, askCode B' },
  'a program': { steps: 'signIn A, askDevice A, letDeviceIn A, fetchTokens A, refresh A' },
  'a device that waits': { steps: 'signIn A, signIn B, askDevice A' },
};
/** What asks and answers in one act here, which are two, or is more than one account's. */
const NEVER_BESIDE = /^(wait|setClock|askDevice|enable|beginRecovery|recover$)/;
const BESIDE = (Object.keys(DEEDS) as DeedName[]).filter(
  (act) => !NEVER_BESIDE.test(act) && act !== 'endEverybody',
);

/** What begins, uses and ends sessions. */
export const REVOKING: DeedName[] = [
  'signIn',
  'use',
  'confirm',
  'signOut',
  'endOthers',
  'endProgram',
  'changePassword',
  'typeReset',
  'disable',
  'endEverybody',
  'refresh',
];

const stepsOf = (text: string): DeedStep[] =>
  text.split(', ').map((one) => {
    const [act, by] = one.split(' ') as [DeedName, DeedStep['by']];
    return { act, by };
  });

type Op = { step: DeedStep; came: Came<Reply> };
/** What was done, as text, and whether it could have been done one after the other. */
type Outcome = { isLinearizable: boolean; was: string };

/**
 * Draws what was done before, and two to four acts that are done beside one another, with a fault in every other run. The
 * answers have to be those of the model in some order, in which nothing comes before what had ended when it began; what
 * was killed or refused may have happened or not; and then everything that was ever given out opens what it opens there.
 */
export async function drawOnce(
  numbers: Numbers,
  { among = BESIDE, isFaulty = true, run = runBeside }: Drawn = {},
): Promise<Outcome> {
  const before = numbers.oneOf(Object.keys(BEFORE));
  const { provider = false, steps } = BEFORE[before] as (typeof BEFORE)[string];
  let life = newLife({ provider });
  const real = await Real.begin(life);
  for (const one of stepsOf(steps)) {
    life = step(life, one)?.life ?? life;
    await real.do(one);
  }
  const [model, code] = [JSON.stringify(seen(life)), JSON.stringify(await real.seen())];
  if (model !== code) throw new Error(`It did not begin with ${before}: ${model} ${code}`);
  const possible = among.flatMap((act) =>
    (['A', 'B'] as const).flatMap((by) => (step(life, { act, by }) ? [{ act, by }] : [])),
  );
  const drawn = Array.from({ length: 2 + numbers.below(3) }, () => numbers.oneOf(possible));
  const reals = drawn.map(() => real.beside());
  const acts = drawn.map((one, nth) => () => (reals[nth] as Real).act(one));
  const faults = isFaulty && numbers.below(2) === 0 ? 8 : 0;
  const came = await run(acts, numbers, { faults });
  const ops = drawn.map((one, nth) => ({ step: one, came: came[nth] as Came<Reply> }));
  const answered = reals.filter((_, nth) => came[nth]?.value !== undefined);
  real.keep(answered);
  const end = JSON.stringify(await real.seen());
  const was = `${before}: ${ops.map(said).join(', ')}; then ${end}`;
  return { was, isLinearizable: fits(life, ops, end) };
}

const said = ({ step: { act, by }, came: { began, ended, value } }: Op) =>
  `${act} ${by} ${began}-${ended} ${value ?? 'no answer'}`;
type Drawn = { among?: DeedName[]; isFaulty?: boolean; run?: typeof runBeside<Reply> };

type Given = ReadonlyMap<Op, Life['outside']>;

/** Whether there is such an order (Herlihy and Wing; the search is that of Wing and Gong). */
function fits(begin: Life, ops: Op[], end: string): boolean {
  const search = (life: Life, left: Op[], given: Given): boolean => {
    const answered = left.filter(isAnswered);
    if (answered.length === 0 && sees(begin, life, ops, given) === end) return true;
    // Where another had ended before it began, that comes first.
    const firstEnd = Math.min(...answered.map(({ came }) => came.ended));
    return left
      .filter(({ came }) => came.began < firstEnd)
      .some((op) => {
        const next = nextLife(begin, life, op);
        const rest = left.filter((one) => one !== op);
        return next !== null && search(next, rest, new Map([...given, [op, next.outside]]));
      });
  };
  return search(begin, ops, new Map());
}

const isAnswered = ({ came }: Op) => came.value !== undefined;

/** What comes of it where it was asked for with what everybody held before; null where the answer was another. */
function nextLife(begin: Life, life: Life, op: Op): Life | null {
  const asked = { ...life, outside: begin.outside };
  const next = step(asked, op.step) ?? { life: asked, answer: 'no' as const };
  return isAnswered(op) && op.came.value !== next.answer ? null : next.life;
}

/** What is seen in the end by somebody who holds what was held before and what the acts gave. */
function sees(begin: Life, life: Life, ops: Op[], given: Given): string {
  const { tickets, halves } = begin.outside;
  const gave = ops.filter(isAnswered).flatMap((op) => given.get(op) ?? []);
  const outside = {
    ...begin.outside,
    tickets: [...tickets, ...gave.flatMap((one) => one.tickets.slice(tickets.length))],
    halves: [...halves, ...gave.flatMap((one) => one.halves.slice(halves.length))],
  };
  return JSON.stringify(seen({ ...life, outside }));
}
