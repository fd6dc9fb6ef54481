import { beforeEach, expect, test, vi } from 'vitest';
import { isShared } from '#lib/db/client';
import { setClock } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';
import { aHistory, firstDifference } from '#lib/testing/model/replay.test-support';

vi.mock(
  '#lib/accounts/passwords',
  async () => (await import('#lib/testing/model/quick-passwords.test-support')).quickPasswords,
);
vi.mock(
  '#lib/accounts/choose-password',
  async () => (await import('#lib/testing/model/quick-passwords.test-support')).quickPasswords,
);
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => setClock(Date.UTC(2026, 5, 1)));

test('whatever is done in whatever order, the code answers as the model does', async () => {
  const difference = fc.asyncProperty(aHistory(16), async (history) => {
    expect(await firstDifference(history)).toBeNull();
  });
  await fc.assert(difference, {
    numRuns: fc.readConfigureGlobal().numRuns ?? (isShared() ? 20 : 100),
  });
});
