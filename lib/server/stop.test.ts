import { expect, onTestFinished, test } from 'vitest';
import { checkReadiness } from '#lib/server/readiness';
import { beginLeaving } from '#lib/server/stop';
import { clearSingleton } from '#lib/testing/database.test-support';

test('a server that was asked to stop is not ready, whatever works', async () => {
  onTestFinished(() => clearSingleton('stopping'));
  expect((await checkReadiness()).staying).toBe(true);
  beginLeaving();
  const { staying, ...rest } = await checkReadiness();
  expect(staying).toBe(false);
  expect(Object.values(rest)).not.toContain(false);
});
