import { chmodSync, chownSync } from 'node:fs';
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

const NOBODY = 65_534;
test.runIf(process.getuid?.() === 0).each([
  ['root’s, read by a group', 0, 0o750, 'ok'],
  ['root’s, written by a group', 0, 0o770, 'problem'],
  ['root’s, read by everybody', 0, 0o755, 'problem'],
  ['root’s, for nobody else', 0, 0o700, 'problem'],
  ['the user’s own, read by a group', NOBODY, 0o750, 'problem'],
  ['the user’s own', NOBODY, 0o700, 'ok'],
  ['another’s, read by a group', 1234, 0o750, 'ok'],
])('for a server that runs as a user of its own: what is built is %s', (_, owner, mode, is) => {
  const folder = makeFolder();
  chownSync(folder, owner, 4321);
  chmodSync(folder, mode);
  expect(checkBuild(folder, NOBODY)).toMatchObject([{ check: 'build', is }]);
});
