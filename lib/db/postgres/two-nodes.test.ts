import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { verifyLog } from '#lib/audit/verify';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { endTicket } from '#lib/session/end';
import { findViewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables, runApart } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

/** Another server on the same database, which answers whether a ticket opens anything. */
async function otherNode() {
  const node = runApart(
    `const { findViewer } = await import('#lib/session/store');
    const { endTicket } = await import('#lib/session/end');
    const { transaction } = await import('#lib/db/transaction');
    const { createInterface } = await import('node:readline');
    for await (const line of createInterface({ input: process.stdin })) {
      const { find, end } = JSON.parse(line);
      const answer = end ? await transaction(endTicket(end, 'signed_out')) : (await findViewer(find)) !== null;
      process.stdout.write(JSON.stringify(answer) + '\\n');
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
  const lines = node.child.stdout[Symbol.asyncIterator]();
  return async (asked: object): Promise<boolean> => {
    node.child.stdin.write(`${JSON.stringify(asked)}\n`);
    return JSON.parse(String((await lines.next()).value));
  };
}

test('a session that one server has ended is refused by the other at the next request', async () => {
  const ask = await otherNode();
  const userId = await addUser();
  for (let round = 0; round < 100; round++) {
    const [one, other] = [await beginSession(userId), await beginSession(userId)];
    expect(await ask({ find: one })).toBe(true);
    await transaction(endTicket(one, 'signed_out'));
    expect(await ask({ find: one })).toBe(false);
    expect(await findViewer(other)).not.toBeNull();
    expect(await ask({ end: other })).toBe(true);
    expect(await findViewer(other)).toBeNull();
  }
  expect((await verifyLog()).faults).toEqual([]);
});
