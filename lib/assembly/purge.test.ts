import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { codes } from '#drizzle/schema/codes';
import { limits } from '#drizzle/schema/limits';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { purgeExpired } from '#lib/assembly/purge';
import { at, DAY, HOUR, limit, NOW, SECOND, session } from '#lib/assembly/purge.test-support';
import { db } from '#lib/db/client';
import { addUser, emptyTables, setClock } from '#lib/testing/database.test-support';

let ada = '';

beforeEach(async () => {
  await emptyTables();
  setClock(NOW);
  ada = await addUser('ada@example.com', { passwordHash: 'x' });
});

const code = (id: string, createdAt: Date) => ({
  id,
  purpose: 'sign-up',
  email: 'a@x.test',
  flowHash: 'x',
  codeHash: 'x',
  payload: 'x',
  triesLeft: 5,
  createdAt,
  expiresAt: createdAt,
});
const mail = (id: string, state: string, createdAt: Date) => ({
  id,
  template: 'x',
  recipient: 'a@x.test',
  subject: 'x',
  body: 'x',
  state,
  attempts: 0,
  lastError: '',
  createdAt,
  dueAt: createdAt,
});
test('sessions go when they are over, and not before', async () => {
  await db()
    .insert(sessions)
    .values([
      session(ada, 'alive', {}),
      session(ada, 'over', { expiresAt: at(-SECOND) }),
      session(ada, 'ends in a second', { expiresAt: at(SECOND) }),
      session(ada, 'idled out', { lastSeenAt: at(-3 * HOUR) }),
      session(ada, 'kept for a month', { isPersistent: true, lastSeenAt: at(-DAY) }),
    ]);
  expect(await purgeExpired()).toBe(1);
  const left = await db().select({ id: sessions.id }).from(sessions);
  expect(left.map(({ id }) => id).sort()).toEqual([
    'alive',
    'ends in a second',
    'idled out',
    'kept for a month',
  ]);
});

test('codes stay a day, mail that is done a week, mail that waits for ever', async () => {
  await db()
    .insert(codes)
    .values([code('young', at(-DAY + SECOND)), code('old', at(-DAY - SECOND))]);
  const week = 7 * DAY;
  await db()
    .insert(outbox)
    .values([
      mail('sent', 'sent', at(-week + SECOND)),
      mail('old sent', 'sent', at(-week - SECOND)),
      mail('old failed', 'failed', at(-week - SECOND)),
      mail('old captured', 'captured', at(-week - SECOND)),
      mail('old waiting', 'waiting', at(-10 * week)),
    ]);
  expect(await purgeExpired()).toBe(4);
  expect((await db().select().from(codes)).map(({ id }) => id)).toEqual(['young']);
  const mails = (await db().select().from(outbox)).map(({ id }) => id);
  expect(mails.sort()).toEqual(['old waiting', 'sent']);
});

test('more than one batch goes as well, and what counts still counts', async () => {
  const many = (count: number, when: Date) =>
    Array.from({ length: count }, () => limit(uuid(), when));
  for (let i = 0; i < 3; i++)
    await db()
      .insert(limits)
      .values(many(400, at(-SECOND)));
  await db()
    .insert(limits)
    .values(many(40, at(SECOND)));
  expect(await purgeExpired()).toBe(1200);
  expect(await db().select().from(limits)).toHaveLength(40);
  expect(await purgeExpired()).toBe(0);
});
