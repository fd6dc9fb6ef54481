import fc from '#lib/testing/fast-check.test-support';
import { DEEDS, type DeedName, type DeedStep, step } from '#lib/testing/model/acts.test-support';
import { allSteps } from '#lib/testing/model/explore.test-support';
import { type Life, newLife } from '#lib/testing/model/life.test-support';
import { seen } from '#lib/testing/model/promises.test-support';
import { Real } from '#lib/testing/model/real.test-support';
import { SCENES } from '#lib/testing/model/scenes.test-support';

const ALL = Object.keys(DEEDS) as DeedName[];
const SETS = [ALL, ...Object.values(SCENES).map((one): DeedName[] => one.acts)];

/** Mostly what does something then, by the model; some of it once more; and some of anything. */
const how = fc.constantFrom('does', 'does', 'does', 'does', 'again', 'any');
const aWish = fc.record({ how, pick: fc.nat(9_999), isLost: fc.nat(9).map((one) => one === 9) });
type Wish = { how: string; pick: number; isLost: boolean };

/** A history: how the account begins, of which acts it is made, and what is wished for, step by step. */
export const aHistory = (most: number, among: DeedName[][] = SETS) =>
  fc.record({
    provider: fc.boolean(),
    acts: fc.constantFrom(...among),
    wishes: fc.array(aWish, { minLength: 1, maxLength: most, size: 'max' }),
  });

type History = { provider: boolean; acts: DeedName[]; wishes: Wish[] };
type Said = { answer: string; seen: ReturnType<typeof seen> };
type Difference = { after: string[]; model: Said; code: Said } | null;

/** Which step a wish comes to here. */
function stepFor(
  life: Life,
  acts: DeedName[],
  { how: wanted, pick, isLost }: Wish,
  last?: DeedStep,
) {
  if (wanted === 'again' && last) return last;
  const all = allSteps(acts).filter(({ act, by }) => by === 'A' || !/^(wait|set)/.test(act));
  const does = (one: DeedStep) => !['no', undefined].includes(step(life, one)?.answer);
  const fit = wanted === 'does' ? all.filter(does) : all;
  const chosen = fit[pick % fit.length] ?? all[0];
  return { ...(chosen as DeedStep), isLost };
}

/**
 * Does the same to the model and to Gatehouse, and compares after every step what was answered, and what everything that was
 * ever given out still opens. Answers where they first differ.
 */
export async function firstDifference({ provider, acts, wishes }: History): Promise<Difference> {
  let life: Life = newLife({ provider });
  const real = await Real.begin(life);
  const steps: DeedStep[] = [];
  for (const wish of wishes) {
    const one = stepFor(life, acts, wish, steps.at(-1));
    const came = step(life, one);
    if (!came) continue;
    life = came.life;
    steps.push(one);
    const answer = await real.do(one);
    const model = { answer: came.answer, seen: seen(life) };
    const code = { answer, seen: await real.seen() };
    if (JSON.stringify(model) !== JSON.stringify(code))
      return { after: steps.map(said), model, code };
  }
  return null;
}

const said = ({ act, by, isLost }: DeedStep) => `${act} ${by}${isLost ? ', answer lost' : ''}`;
