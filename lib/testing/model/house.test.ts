import { beforeEach, expect, test, vi } from 'vitest';
import { isShared } from '#lib/db/client';
import { setClock } from '#lib/testing/database.test-support';
import { seeds } from '#lib/testing/fast-check.test-support';
import { drawHouse } from '#lib/testing/model/house.test-support';
import { numbersFrom, writesAtGate } from '#lib/testing/model/schedule.test-support';
import { ADMINISTRATOR, unsound } from '#lib/testing/model/sound.test-support';

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

beforeEach(() => setClock(Date.UTC(2026, 5, 1)));

/** A server takes ten times as long for each. */
const some = (inGate: number, anew: number) =>
  isShared() ? seeds(inGate / 10, anew / 10) : seeds(inGate, anew);

test('what several do to others and to things at the same moment leaves nothing half, and nothing that was acknowledged without its entry', async () => {
  const strange: object[] = [];
  for (const seed of some(150, 3_000)) {
    const numbers = numbersFrom(seed);
    const { names, missing } = await drawHouse(numbers, numbers.below(2) === 0);
    const broken = await unsound({ 'an administrator is left': ADMINISTRATOR });
    if (missing.length > 0 || broken.length > 0) strange.push({ seed, names, missing, broken });
  }
  expect(strange).toEqual([]);
  expect(writesAtGate()).toBeGreaterThan(0);
});
