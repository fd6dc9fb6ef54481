import { expect, test } from '@playwright/test';
import { cutPowerAndServe } from './power-cut.ts';

test('sixty power cuts leave no database that does not open or holds something by half', async () => {
  test.setTimeout(1_800_000);
  expect(await cutPowerAndServe(60)).toBeGreaterThan(20);
});
