import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { type DatabaseFile, openFile } from '#lib/testing/open-file.test-support';

// Each command is a process of its own, and machines are slow at times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = newDeployment();
const { gatehouse } = here;
let sqlite: DatabaseFile;

beforeAll(async () => {
  await here.seed();
  sqlite = openFile(here.file);
});
afterAll(() => {
  sqlite.close();
  here.remove();
});

const userAt = (email: string) =>
  sqlite
    .prepare(
      'select users.id, secret as hash from users join credentials on user_id = users.id where email = ?',
    )
    .get(email) as { id: string; hash: string } | undefined;
const subjectsTo = (email: string) =>
  sqlite.prepare('select subject from outbox where recipient = ?').pluck().all(email);
const eventsOf = (id: string) =>
  sqlite.prepare('select type, actor from audit_events where user_id = ? order by id').all(id);

test('a reset asks the owner by mail and sets nothing', async () => {
  const bob = userAt('bob@example.com');
  const asked = await gatehouse('users', 'reset', 'bob@example.com', '--json');
  expect(asked).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(asked.stdout)).toEqual({ email: 'bob@example.com' });
  expect(userAt('bob@example.com')).toEqual(bob);
  const subjects = subjectsTo('bob@example.com').filter(
    (one) => !/shared with you/.test(String(one)),
  );
  expect(subjects).toEqual(['Please set a new password']);
  expect(eventsOf(bob?.id ?? '')).toEqual([{ type: 'user_reset_started', actor: 'operator' }]);
});

test('a deleted account is gone, its owner is told, and the log keeps that it was', async () => {
  const cyd = userAt('cyd@example.com');
  const deleted = await gatehouse('users', 'delete', 'cyd@example.com');
  expect(deleted).toMatchObject({ exitCode: 0, stderr: '' });
  expect(userAt('cyd@example.com')).toBeUndefined();
  expect(userAt('bob@example.com')).toBeDefined();
  expect(subjectsTo('cyd@example.com')).toEqual(['Your account was deleted']);
  expect(eventsOf(cyd?.id ?? '')).toEqual([{ type: 'user_deleted', actor: 'operator' }]);
  expect((await gatehouse('users', 'delete', 'cyd@example.com')).exitCode).toBe(3);
  expect((await gatehouse('users', 'reset', 'cyd@example.com')).exitCode).toBe(3);
});
