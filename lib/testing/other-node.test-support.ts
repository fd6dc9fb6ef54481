import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import { env } from '#lib/env';
import type { Ticket } from '#lib/session/ticket';
import { runApart } from '#lib/testing/database.test-support';

/**
 * Another process on the same database, which is told to stop: `answer` is the text of a function that is given what it
 * is asked, after `begin`.
 */
export function runNode(begin: string, answer: string) {
  const node = runApart(
    `${begin}
    const { createInterface } = await import('node:readline');
    const answer = ${answer};
    for await (const line of createInterface({ input: process.stdin }))
      process.stdout.write(JSON.stringify(await answer(...JSON.parse(line))) + '\\n');
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
  return async (...asked: unknown[]): Promise<unknown> => {
    node.child.stdin.write(`${JSON.stringify(asked)}\n`);
    return JSON.parse(String((await lines.next()).value));
  };
}

/** One that says whether a ticket opens anything, and ends sessions. */
export function otherNode() {
  const ask = runNode(
    `const { findViewer } = await import('#lib/session/store');
    const { endTicket } = await import('#lib/session/end');
    const { endEverybody } = await import('#lib/session/end-everybody');
    const { transaction } = await import('#lib/db/transaction');
    const acts = {
      find: async (ticket) => (await findViewer(ticket)) !== null,
      end: (...tickets) => transaction(tickets.map((ticket) => endTicket(ticket, 'signed_out'))),
      endEverybody: async () => (await endEverybody()) !== null,
    };`,
    '(act, ...asked) => acts[act](...asked)',
  );
  return {
    find: (ticket: Ticket) => ask('find', ticket),
    end: (...tickets: Ticket[]) => ask('end', ...tickets),
    endEverybody: () => ask('endEverybody'),
  };
}
