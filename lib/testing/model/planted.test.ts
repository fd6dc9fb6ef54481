import { sql } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { setClock } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';
import type { PromiseName } from '#lib/testing/model/promises.test-support';
import { aHistory, firstDifference } from '#lib/testing/model/replay.test-support';
import { FAULTS, SCENES } from '#lib/testing/model/scenes.test-support';

/** Which promise the code breaks: a stub around one function of it, for each. */
const planted = vi.hoisted(() => ({ now: '' as string }));
const is = vi.hoisted(() => (name: string) => planted.now === name);

vi.mock(
  '#lib/accounts/passwords',
  async () => (await import('#lib/testing/model/quick-passwords.test-support')).quickPasswords,
);
vi.mock(
  '#lib/accounts/choose-password',
  async () => (await import('#lib/testing/model/quick-passwords.test-support')).quickPasswords,
);
vi.mock('#lib/session/end', async (original) => {
  const real = await original<typeof import('#lib/session/end')>();
  const isLeft = () => is('no answer begins after an acknowledged end');
  const endTicket: typeof real.endTicket = (...of) => (isLeft() ? null : real.endTicket(...of));
  return { ...real, endTicket };
});
vi.mock('#lib/factors/verify-factor', async (original) => {
  const real = await original<typeof import('#lib/factors/verify-factor')>();
  const isForgotten = () => is('a half-finished sign-in is never a session');
  const factorsAmong: typeof real.factorsAmong = (...of) =>
    isForgotten() ? [] : real.factorsAmong(...of);
  return { ...real, factorsAmong };
});
vi.mock('#lib/codes/redeem', async (original) => {
  const real = await original<typeof import('#lib/codes/redeem')>();
  const tryCode: typeof real.tryCode = async (...of) => {
    const proof = await real.tryCode(...of);
    const isKept = is('a used code or token never works again') && proof.ok;
    return isKept ? { ...proof, value: { ...proof.value, redeem: null } } : proof;
  };
  return { ...real, tryCode };
});
vi.mock('#lib/accounts/ways/remaining', async (original) => {
  const real = await original<typeof import('#lib/accounts/ways/remaining')>();
  const hasAnotherWay: typeof real.hasAnotherWay = (...of) =>
    is('the last way in cannot go') ? sql`1 = 1` : real.hasAnotherWay(...of);
  return { ...real, hasAnotherWay };
});
vi.mock('#lib/oauth/adapter', async (original) => {
  const real = await original<typeof import('#lib/oauth/adapter')>();
  class OidcAdapter extends real.OidcAdapter {
    override consume = async (id: string) =>
      is('a line of tokens has one end') ? undefined : super.consume(id);
  }
  return { ...real, OidcAdapter };
});
vi.mock('#lib/accounts/credential-change', async (original) => {
  const real = await original<typeof import('#lib/accounts/credential-change')>();
  const credentialChange: typeof real.credentialChange = async (...of) => {
    const writes = await real.credentialChange(...of);
    const isSpared = is('what matters is done only after a proof that is fresh');
    // The third is what makes the other sessions prove again who they are.
    return isSpared && Array.isArray(writes) ? writes.filter((_, nth) => nth !== 2) : writes;
  };
  return { ...real, credentialChange };
});
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  planted.now = '';
  setClock(Date.UTC(2026, 5, 1));
});

test.each(Object.keys(FAULTS) as PromiseName[])(
  'code that breaks this promise is found out by what is answered: %s',
  async (promise) => {
    planted.now = promise;
    // Without what ends most lives before they come to anything.
    const isLong = (act: string) => !/^(disable|endOthers|endProgram|setClock|waitEl)/.test(act);
    const acts = SCENES[FAULTS[promise].scene].acts.filter(isLong);
    const histories = fc.sample(aHistory(16, [acts]), { numRuns: 200, seed: 1 });
    const tried: typeof histories = [];
    let found = null;
    for (const history of histories) {
      tried.push(history);
      found = await firstDifference(history);
      if (found) break;
    }
    expect(found).not.toBeNull();
    // It is the fault that is found: without it the same comes out.
    planted.now = '';
    for (const history of tried) expect(await firstDifference(history)).toBeNull();
  },
);
