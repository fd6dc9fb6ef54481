import { v7 as uuid } from 'uuid';
import { expect, onTestFinished, test, vi } from 'vitest';
import { limits } from '#drizzle/schema/limits';
import { sessions } from '#drizzle/schema/sessions';
import { purgeExpired } from '#lib/assembly/purge';
import { at, limit, NOW, SECOND, session } from '#lib/assembly/purge.test-support';
import { connection, db } from '#lib/db/client';
import { metrics } from '#lib/observability/metrics';
import { addUser, emptyTables, setClock } from '#lib/testing/database.test-support';

const FULL = 2;

test('a purge waits for no disk, what is promised afterwards does, and every step is counted', async () => {
  await emptyTables();
  setClock(NOW);
  const ada = await addUser('ada@example.com', { passwordHash: 'x' });
  await db()
    .insert(sessions)
    .values(Array.from({ length: 120 }, () => session(ada, uuid(), { expiresAt: at(-SECOND) })));
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
});
