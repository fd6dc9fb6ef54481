import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, fingerprintsOf, RECORDED } from '#lib/operator/example/files';
import { EXAMPLE } from '#lib/product/example';

/** To be written anew with -u when a file of the example changes: else the command takes it for somebody's own. */
test.skipIf(!EXAMPLE)(
  'it is written down what the files of the example are as they come',
  async () => {
    const { own } = filesOf(EXAMPLE ?? { plural: '', also: [] });
    const marks = `${JSON.stringify(fingerprintsOf(own), null, 2)}\n`;
    await expect(marks).toMatchFileSnapshot(resolve(RECORDED));
  },
);
