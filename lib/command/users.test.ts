import { runCommand } from 'citty';
import { v7 as uuid } from 'uuid';
import { expect, test, vi } from 'vitest';
import { users as table } from '#drizzle/schema';
import { sessions } from '#lib/command/sessions';
import { explain } from '#lib/command/terminal';
import { users } from '#lib/command/users';
import { together } from '#lib/db/together';

const refusalOf = (command: typeof users, rawArgs: string[]) =>
  runCommand(command, { rawArgs }).then(
    () => ({ exitCode: 0, message: '' }),
    (error: unknown) => explain(error),
  );

test.each([
  ['show', 'nobody@example.com'],
  ['disable', 'nobody@example.com'],
  ['enable', 'nobody@example.com'],
])('%s says that there is no such account, and ends with 3', async (...words) => {
  const { exitCode, message } = await refusalOf(users, words);
  expect(exitCode).toBe(3);
  expect(message).toBe('There is no account with the address nobody@example.com.');
});

test('revoke says that there is no such account, and ends with 3', async () => {
  expect((await refusalOf(sessions, ['revoke', 'nobody@example.com'])).exitCode).toBe(3);
});

test('an account that was disabled is marked in the list', async () => {
  const user = { id: uuid(), name: 'Bob', passwordHash: 'none', createdAt: new Date() };
  const disabledAt = new Date('2026-11-22T06:00:00Z');
  await together((tx) => [
    tx.insert(table).values({ ...user, email: 'bob@example.com', disabledAt }),
  ]);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  await runCommand(users, { rawArgs: ['list'] });
  expect(said).toHaveBeenCalledWith('bob@example.com  Bob  (disabled since 2026-11-22 06:00 UTC)');
});

test.each([
  ['is not an email address', ['show', 'nobody']],
  ['EMAIL', ['show']],
  ['No command', []],
  ['no option --force', ['disable', 'ada@example.com', '--force']],
  ['one word too many', ['disable', 'ada@example.com', 'bob@example.com']],
  ['whole number', ['list', '--limit', 'many']],
  ['whole number', ['list', '--limit', '0']],
  ['whole number', ['list', '--limit', '1.5']],
])('what is used wrongly ends with 2 and says "%s"', async (says, words) => {
  const { exitCode, message } = await refusalOf(users, words);
  expect(exitCode).toBe(2);
  expect(message).toContain(says);
});
