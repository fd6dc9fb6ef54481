import { beforeEach, expect, test, vi } from 'vitest';
import { isShared } from '#lib/db/client';
import { setClock } from '#lib/testing/database.test-support';
import { seeds } from '#lib/testing/fast-check.test-support';
import { drawOnce, REVOKING } from '#lib/testing/model/beside.test-support';
import { numbersFrom, writesAtGate } from '#lib/testing/model/schedule.test-support';
import { unsound } from '#lib/testing/model/sound.test-support';

/** Whether an act goes on when the session that it was asked by is over: the race that a test plants. */
const planted = vi.hoisted(() => ({ isRace: false }));

vi.mock('#lib/session/here', async (original) => {
  const real = await original<typeof import('#lib/session/here')>();
  const whileHere: typeof real.whileHere = (viewer) =>
    planted.isRace ? null : real.whileHere(viewer);
  return { ...real, whileHere };
});
vi.mock('#lib/db/transaction', async (original) => {
  const { scheduled } = await import('#lib/testing/model/gate.test-support');
  return scheduled(await original());
});
vi.mock(
  '#lib/limits/turns',
  async () => (await import('#lib/testing/model/no-turns.test-support')).noTurns,
);
vi.mock(
  '#lib/accounts/passwords',
  async () => (await import('#lib/testing/model/quick-passwords.test-support')).quickPasswords,
);
vi.mock(
  '#lib/accounts/choose-password',
  async () => (await import('#lib/testing/model/quick-passwords.test-support')).quickPasswords,
);
vi.setConfig({ testTimeout: 3_600_000 });

beforeEach(() => {
  planted.isRace = false;
  setClock(Date.UTC(2026, 5, 1));
});

/** A server takes ten times as long for each. */
const some = (inGate: number, anew: number) =>
  isShared() ? seeds(inGate / 10, anew / 10) : seeds(inGate, anew);

test('what several do to one account at the same moment comes to what they could have done one after the other, whatever is killed or refused', async () => {
  const strange: object[] = [];
  for (const seed of some(250, 5_000)) {
    const { isLinearizable, ...outcome } = await drawOnce(numbersFrom(seed));
    const broken = await unsound();
    if (!isLinearizable || broken.length > 0) strange.push({ seed, ...outcome, broken });
  }
  expect(strange).toEqual([]);
});

test('ending, using and beginning sessions at the same moment is linearizable', async () => {
  const strange: object[] = [];
  for (const seed of some(200, 10_000)) {
    const drawn = { among: REVOKING, isFaulty: false };
    const { isLinearizable, ...outcome } = await drawOnce(numbersFrom(seed), drawn);
    if (!isLinearizable) strange.push({ seed, ...outcome });
  }
  expect(strange).toEqual([]);
});

test('the writes of acts wait at the gate, some at least in each run', async () => {
  const before = writesAtGate();
  for (let seed = 1; seed <= 10; seed++) await drawOnce(numbersFrom(seed), { isFaulty: false });
  expect(writesAtGate() - before).toBeGreaterThanOrEqual(10);
});

// A server takes ten times as long, and the acts are the same.
if (!isShared())
  test('a race that is planted is found by the seeds of the gate: an act that goes on without its session', async () => {
    let foundBy = 0;
    planted.isRace = true;
    for (let seed = 1; seed <= 250 && foundBy === 0; seed++) {
      const { isLinearizable } = await drawOnce(numbersFrom(seed));
      if (!isLinearizable) foundBy = seed;
    }
    expect(foundBy).toBeGreaterThan(0);
    planted.isRace = false;
    expect(await drawOnce(numbersFrom(foundBy))).toMatchObject({ isLinearizable: true });
  });
