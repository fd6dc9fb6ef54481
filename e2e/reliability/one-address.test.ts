import { test } from '@playwright/test';
import { signUpOneAddress } from './one-address.ts';

test('a hundred sign-ups of one address at once make one account and no more mail than allowed', async () => {
  test.setTimeout(120_000);
  await signUpOneAddress(100, 100);
});
