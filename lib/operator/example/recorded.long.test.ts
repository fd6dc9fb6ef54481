import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, fingerprintsOf, RECORDED } from '#lib/operator/example/files';
import { EXAMPLE } from '#lib/product/example';

/** A clone that has taken it out has nothing to record. */
function whileItIsHere(title: string, run: () => Promise<void>) {
  if (EXAMPLE) test(title, run);
}

/** To be written anew with -u when a file of the example changes: else the command takes it for somebody's own. */
whileItIsHere('it is written down what the files of the example are as they come', async () => {
  const { own } = filesOf(EXAMPLE ?? { plural: '', also: [] });
  const marks = `${JSON.stringify(fingerprintsOf(own), null, 2)}\n`;
  await expect(marks).toMatchFileSnapshot(resolve(RECORDED));
});
