import { expect, test } from '@playwright/test';
import { killUnderLoad } from './kill.ts';

test('fifty kills under the load of fifty people lose nothing that was acknowledged', async () => {
  test.setTimeout(1_800_000);
  const acknowledged = await killUnderLoad(50, { newcomers: 10, regulars: 40 });
  test.info().annotations.push({ type: 'acknowledged', description: String(acknowledged) });
  expect(acknowledged).toBeGreaterThan(500);
});
