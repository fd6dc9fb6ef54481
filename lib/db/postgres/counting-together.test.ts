import { createInterface } from 'node:readline';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { passwordBurst } from '#lib/accounts/limits';
import { codeByNetwork } from '#lib/codes/limits';
import { env } from '#lib/env';
import { type Limit, take } from '#lib/limits/take';
import { emptyTables, runApart } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

/** Another server on the same database: fifty uses there at the same time, and how many were allowed. */
async function otherNode() {
  const node = runApart(
    `const { take } = await import('#lib/limits/take');
    const { createInterface } = await import('node:readline');
    for await (const line of createInterface({ input: process.stdin })) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => take(JSON.parse(line))));
      process.stdout.write(answers.filter((one) => one === null).length + '\\n');
    }
    (await import('#lib/db/client')).closeDb();`,
    {
      DATABASE_URL: env().DATABASE_URL,
      SESSION_SECRET: env().secrets[0] as string,
      LOG_LEVEL: 'silent',
    },
  );
  onTestFinished(async () => {
    node.child.stdin.end();
    expect((await node.ended).errors).toBe('');
  });
  const lines = createInterface({ input: node.child.stdout })[Symbol.asyncIterator]();
  return async (limits: Limit[]): Promise<number> => {
    node.child.stdin.write(`${JSON.stringify(limits)}\n`);
    return Number((await lines.next()).value);
  };
}

test('as many of a hundred at two servers at the same time as are allowed get through', async () => {
  const takeThere = await otherNode();
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
