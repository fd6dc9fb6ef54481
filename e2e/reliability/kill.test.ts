import { expect, test } from '@playwright/test';
import { killUnderLoad } from './kill.ts';

test('what was acknowledged before a kill is there after it, and nothing by half', {
  tag: '@long',
}, async () => {
  test.setTimeout(480_000);
  const acknowledged = await killUnderLoad(5, { newcomers: 3, regulars: 9 });
  test.info().annotations.push({ type: 'acknowledged', description: String(acknowledged) });
  expect(acknowledged).toBeGreaterThan(50);
});
