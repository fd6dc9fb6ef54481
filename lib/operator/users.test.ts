import { runCommand } from 'citty';
import { DrizzleQueryError } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test, vi } from 'vitest';
import { users as table } from '#drizzle/schema/users';
import { addMember } from '#lib/admin/staff.test-support';
import { transaction } from '#lib/db/transaction';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import { admin } from '#lib/operator/admin';
import { sessions } from '#lib/operator/sessions';
import { explain } from '#lib/operator/terminal';
import { users } from '#lib/operator/users';

const said = async (command: typeof users, ...rawArgs: string[]) => {
  const spoken = vi.spyOn(console, 'log').mockReturnValue();
  await runCommand(command, { rawArgs });
  return String(spoken.mock.lastCall?.[0]);
};

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

test('a query that fails is told by what made it fail, never by its text and values', () => {
  const failed = (cause: Error) => new DrizzleQueryError('select secret', ['value'], cause);
  expect(explain(failed(new DatabaseUnavailable('gone')))).toEqual({
    exitCode: 1,
    message: 'The database does not answer: gone.',
  });
  expect(explain(failed(new Error('a newer version'))).message).toBe('a newer version');
});

test('revoke says that there is no such account, and ends with 3', async () => {
  expect((await refusalOf(sessions, ['revoke', 'nobody@example.com'])).exitCode).toBe(3);
});

test('an account that was disabled is marked in the list', async () => {
  const user = { id: uuid(), name: 'Bob', createdAt: new Date() };
  const disabledAt = new Date('2026-11-22T06:00:00Z');
  await transaction((tx) =>
    tx.insert(table).values({ ...user, email: 'bob@example.com', disabledAt }),
  );
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

test('the first administrator comes from the command line, and the last one stays', async () => {
  await addMember('cleo@example.com', 'Cleo');
  expect(await said(admin, 'list')).toContain('No administrators');
  expect(await said(admin, 'grant', 'Cleo@example.com')).toBe(
    'cleo@example.com has the role administrator now.',
  );
  expect(JSON.parse(await said(admin, 'grant', 'cleo@example.com', '--json'))).toEqual({
    email: 'cleo@example.com',
    role: 'administrator',
    changed: false,
  });
  expect(await said(admin, 'list')).toBe('cleo@example.com  Cleo');
  for (const [command, ...words] of [
    [admin, 'revoke'],
    [users, 'disable'],
    [users, 'delete'],
  ] as const) {
    const { exitCode, message } = await refusalOf(command, [...words, 'cleo@example.com']);
    expect(exitCode).toBe(1);
    expect(message).toContain('the last administrator who can sign in');
  }
  await addMember('rex@example.com', 'Rex');
  await said(users, 'role', 'rex@example.com', 'administrator');
  expect(await said(admin, 'revoke', 'cleo@example.com')).toContain('the role member now');
});

test('an account is disabled with a reason and an end, in UTC', async () => {
  await addMember('flo@example.com', 'Flo');
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  const words = ['disable', 'flo@example.com', '--reason', ' spam ', '--until', until];
  expect(await said(users, ...words)).toBe(
    `flo@example.com is disabled until ${until.replace('T', ' ')} UTC and signed out everywhere.`,
  );
  const shown = await said(users, 'show', 'flo@example.com');
  expect(shown).toContain('Disabled because: spam');
  expect(shown).toContain('The account was disabled, by the operator');
});

test('accounts are searched by address and name', async () => {
  await addMember('gus@example.com', 'Óscar');
  expect(await said(users, 'list', '--search', 'ós')).toBe('gus@example.com  Óscar');
});

test.each([
  ['There is no account', 3, admin, ['grant', 'nobody@example.com']],
  ['is no role', 2, users, ['role', 'nobody@example.com', 'root']],
  [
    'lies in the future',
    2,
    users,
    ['disable', 'nobody@example.com', '--until', '2020-01-01T00:00'],
  ],
  ['like 2030', 2, users, ['disable', 'nobody@example.com', '--until', 'soon']],
  ['at most 500', 2, users, ['disable', 'nobody@example.com', '--reason', 'x'.repeat(501)]],
] as const)('it says "%s" and ends with %d', async (says, code, command, words) => {
  const { exitCode, message } = await refusalOf(command, [...words]);
  expect(exitCode).toBe(code);
  expect(message).toContain(says);
});
