import { test } from '@playwright/test';
import { lockFor } from './locked-file.ts';

test('while the file is locked for a minute nothing is granted and nobody is signed out; then all goes on', async () => {
  await lockFor(60);
});
