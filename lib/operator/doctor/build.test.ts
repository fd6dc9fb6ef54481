import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBuild } from '#lib/operator/doctor/build';
import { makeFolder } from '#lib/testing/database.test-support';

test('what is built is for its owner only, or is a problem; before the first build there is nothing to say', () => {
  const folder = makeFolder();
  expect(checkBuild(join(folder, 'nothing'))).toEqual([]);
  for (const [mode, is] of [
    [0o700, 'ok'],
    [0o750, 'problem'],
    [0o705, 'problem'],
  ] as const) {
    chmodSync(folder, mode);
    expect(checkBuild(folder)).toMatchObject([{ check: 'build', is }]);
  }
});
