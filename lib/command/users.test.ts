import { runCommand } from 'citty';
import { expect, test } from 'vitest';
import { sessions } from '#lib/command/sessions';
import { explain } from '#lib/command/terminal';
import { users } from '#lib/command/users';

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
