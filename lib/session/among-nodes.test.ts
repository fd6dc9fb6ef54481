import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { limits } from '#drizzle/schema/limits';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import {
  type AskedOfNodes,
  onceAmongNodes,
  type Secrets,
  ticketElsewhere,
} from '#lib/session/among-nodes';
import { agreedTicket, type Ticket } from '#lib/session/ticket';
import { emptyTables } from '#lib/testing/database.test-support';

const HELD: Ticket = { sessionId: uuid(), secret: 'held' };
const asked = (form = 'the form'): AskedOfNodes => ({ by: 'a browser', form, renews: HELD });
const given = async ({ ticket }: Secrets) => ticket;

/** Begins or renews a session, as far as the nodes are told of it. */
async function commit(): Promise<Result<Ticket, 'refused'>> {
  const agreed = agreedTicket();
  if (!agreed) return ok({ sessionId: uuid(), secret: 'of its own' });
  await transaction(agreed.settle);
  return ok(agreed.ticket);
}

beforeEach(async () => {
  await emptyTables();
  await db().delete(limits);
});

const rows = () => db().$count(limits);

test('what was committed stays for the other node, also where something fails after that', async () => {
  const failing = onceAmongNodes(
    asked(),
    async () => {
      await commit();
      throw new Error('the answer was lost');
    },
    given,
  );
  await expect(failing).rejects.toThrow('the answer was lost');
  const there = await ticketElsewhere(asked());
  expect(there).toMatchObject({ sessionId: HELD.sessionId });
  expect(await onceAmongNodes(asked(), commit, given)).toEqual(ok(there));
});

test.each<[string, () => Promise<Result<Ticket, 'refused'>>]>([
  ['refused', async () => fail('refused')],
  ['done with a ticket of its own', async () => ok({ sessionId: uuid(), secret: 'its own' })],
])('what was %s is given up, and the other node acts for itself', async (_, act) => {
  await onceAmongNodes(asked(), act, given);
  expect(await rows()).toBe(0);
  expect(await ticketElsewhere(asked())).toBeNull();
});

test('of guesses that come together the first is the only one', async () => {
  const done = await onceAmongNodes(asked(), commit, given);
  expect(await ticketElsewhere(asked())).toEqual(done.ok && done.value);
  const guesses = ['a guess', 'another guess', 'the form'].map((form) =>
    ticketElsewhere(asked(form)),
  );
  expect(await Promise.all(guesses)).toEqual([null, null, null]);
});
