import { beforeEach, expect, test } from 'vitest';
import { passwordBurst } from '#lib/accounts/limits';
import { codeByNetwork } from '#lib/codes/limits';
import { type Limit, take } from '#lib/limits/take';
import { emptyTables } from '#lib/testing/database.test-support';
import { runNode } from '#lib/testing/other-node.test-support';

beforeEach(emptyTables);

/** Another server on the same database: fifty uses there at the same time, and how many were allowed. */
function otherServer() {
  const ask = runNode(
    `const { take } = await import('#lib/limits/take');`,
    `async (limits) => (await Promise.all(Array.from({ length: 50 }, () => take(limits)))).filter((one) => one === null).length`,
  );
  return async (limits: Limit[]) => Number(await ask(limits));
}

test('as many of a hundred at two servers at the same time as are allowed get through', async () => {
  const takeThere = otherServer();
  const takeBoth = async (limits: Limit[]) => {
    const there = takeThere(limits);
    const here = await Promise.all(Array.from({ length: 50 }, () => take(limits)));
    return here.filter((one) => one === null).length + (await there);
  };
  for (let round = 0; round < 5; round++) {
    const network = `198.51.100.${round}`;
    const limit: Limit = [codeByNetwork, network];
    expect(await takeBoth([[passwordBurst, network], limit])).toBe(passwordBurst.max);
    expect(await takeBoth([limit])).toBe(codeByNetwork.max - passwordBurst.max);
  }
});
