import { test } from '@playwright/test';
import { signUpOneAddress } from './one-address.ts';

test('a thousand sign-ups of one address, two hundred and fifty at once, make one account and no more mail than allowed', async () => {
  test.setTimeout(600_000);
  await signUpOneAddress(1_000, 250);
});
