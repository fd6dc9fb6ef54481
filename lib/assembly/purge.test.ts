import { v7 as uuid } from 'uuid';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { codes } from '#drizzle/schema/codes';
import { limits } from '#drizzle/schema/limits';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { purgeExpired } from '#lib/assembly/purge';
import { connection, db, postgres } from '#lib/db/client';
import { metrics } from '#lib/observability/metrics';
import { addUser, emptyTables, setClock } from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 5, 1);
const FULL = 2;
const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number) => new Date(NOW + ms);
let ada = '';

beforeEach(async () => {
  await emptyTables();
  setClock(NOW);
  ada = await addUser('ada@example.com', { passwordHash: 'x' });
});

const session = (name: string, more: object) => ({
  id: name,
  userId: ada,
  secretHash: 'x',
  isPersistent: false,
  createdAt: at(-DAY),
  lastSeenAt: at(0),
  idleSeconds: 7200,
  expiresAt: at(HOUR),
  address: '',
  userAgent: '',
  ...more,
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
const limit = (key: string, expiresAt: Date) => ({
  key,
  used: 1,
  streak: 1,
  windowEndsAt: expiresAt,
  blockedUntil: new Date(0),
  expiresAt,
  revision: 1,
});

test('sessions go when they are over, and not before', async () => {
  await db()
    .insert(sessions)
    .values([
      session('alive', {}),
      session('over', { expiresAt: at(-SECOND) }),
      session('ends in a second', { expiresAt: at(SECOND) }),
      session('idled out', { lastSeenAt: at(-3 * HOUR) }),
      session('kept for a month', { isPersistent: true, lastSeenAt: at(-DAY) }),
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

test.skipIf(postgres())(
  'a purge waits for no disk, what is promised afterwards does, and every step is counted',
  async () => {
    await db()
      .insert(sessions)
      .values(Array.from({ length: 120 }, () => session(uuid(), { expiresAt: at(-SECOND) })));
    await db()
      .insert(limits)
      .values([limit('over', at(-SECOND))]);
    const during = new Set<unknown>();
    const told = vi.spyOn(connection(), 'pragma');
    onTestFinished(() => told.mockRestore());
    connection().function('look', () => Number(during.add(told.mock.lastCall?.[0]).size));
    for (const table of ['sessions', 'limits'])
      connection().exec(
        `create temp trigger look_${table} before delete on main.${table} begin select look(); end`,
      );
    const counted = async () => (await metrics().purgeStep.get()).values.at(-1)?.value ?? 0;
    const before = await counted();
    expect(await purgeExpired()).toBe(121);
    for (const table of ['sessions', 'limits']) connection().exec(`drop trigger look_${table}`);
    expect([...during]).toEqual(['synchronous = NORMAL']);
    expect(connection().pragma('synchronous', { simple: true })).toBe(FULL);
    expect((await counted()) - before).toBeGreaterThanOrEqual(5);
  },
);
