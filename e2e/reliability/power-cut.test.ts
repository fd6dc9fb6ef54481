import { expect, test } from '@playwright/test';
import { cutPowerAndServe } from './power-cut.ts';

test('after a power cut the database opens, is sound, and holds a beginning of what happened', {
  tag: '@long',
}, async () => {
  expect(await cutPowerAndServe(3)).toBeGreaterThan(0);
});
