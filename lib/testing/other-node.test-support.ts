import { expect, onTestFinished } from 'vitest';
import { env } from '#lib/env';
import type { Ticket } from '#lib/session/ticket';
import { runApart } from '#lib/testing/database.test-support';

/** Another process on the same database: it says whether a ticket opens anything, ends sessions, and is told to stop. */
export async function otherNode() {
  const node = runApart(
    `const { findViewer } = await import('#lib/session/store');
    const { endTicket } = await import('#lib/session/end');
    const { endEverybody } = await import('#lib/session/end-everybody');
    const { transaction } = await import('#lib/db/transaction');
    const { createInterface } = await import('node:readline');
    const acts = {
      find: async (ticket) => (await findViewer(ticket)) !== null,
      end: (...tickets) => transaction(tickets.map((ticket) => endTicket(ticket, 'signed_out'))),
      endEverybody: async () => (await endEverybody()) !== null,
    };
    for await (const line of createInterface({ input: process.stdin })) {
      const [act, ...asked] = JSON.parse(line);
      process.stdout.write(JSON.stringify(await acts[act](...asked)) + '\\n');
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
  const ask = async (...asked: unknown[]): Promise<boolean> => {
    node.child.stdin.write(`${JSON.stringify(asked)}\n`);
    return JSON.parse(String((await lines.next()).value));
  };
  return {
    find: (ticket: Ticket) => ask('find', ticket),
    end: (...tickets: Ticket[]) => ask('end', ...tickets),
    endEverybody: () => ask('endEverybody'),
  };
}
