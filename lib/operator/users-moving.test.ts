import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCommand } from 'citty';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { users as table } from '#drizzle/schema/users';
import { BCRYPT } from '#lib/admin/moving/moving.test-support';
import { db } from '#lib/db/client';
import { listCapturedMail } from '#lib/mail/captured';
import { explain } from '#lib/operator/terminal';
import { users } from '#lib/operator/users';
import { addProvider } from '#lib/providers/stored';
import { changeSettings, emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const said = async (...rawArgs: string[]) => {
  const spoken = vi.spyOn(console, 'log').mockReturnValue();
  await runCommand(users, { rawArgs });
  return String(spoken.mock.lastCall?.[0]);
};
const refusalOf = (...rawArgs: string[]) =>
  runCommand(users, { rawArgs }).then(
    () => ({ exitCode: 0, message: '' }),
    (error: unknown) => explain(error),
  );

function fileWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'moving-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('an import says what came, what did not, and where; a dry run the same, and makes nothing', async () => {
  const good = `email,verified,password_hash\nada@example.com,true,${BCRYPT}\nbob@example.com,no,${BCRYPT}\n`;
  const file = fileWith('people.csv', good);
  const told = [
    'People: 2. Came: 2. Have an account already: 0.',
    'Without a password: 1. A mailed code lets them in.',
    'Came: 1, without anything to sign in with: nobody has proven the address (line 3).',
  ].join('\n');
  const dry = await said('import', file, '--dry-run');
  expect(dry).toBe(`${told.replaceAll('Came:', 'Would come:')}\nNothing was made.`);
  expect(await db().select().from(table)).toEqual([]);
  expect(await said('import', file)).toBe(told);
  expect(JSON.parse(await said('import', file, '--json'))).toMatchObject({
    records: 2,
    made: 0,
    there: 2,
  });
});

test.each([
  ['Importing', []],
  ['Reading', ['--dry-run']],
])('on a terminal it shows how far it is and how fast: %s', async (what, more) => {
  const { isTTY } = process.stderr;
  process.stderr.isTTY = true;
  onTestFinished(() => {
    process.stderr.isTTY = isTTY;
  });
  const shown = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const people = Array.from({ length: 300 }, (_, nth) => `{"email":"p${nth}@example.com"}\n`);
  await said('import', fileWith('people.ndjson', people.join('')), ...more);
  const bars = shown.mock.calls.map(([text]) => stripVTControlCharacters(String(text)));
  shown.mockRestore();
  expect(bars[0]).toMatch(
    new RegExp(`^\\r${what}  \\[#* *\\]  \\d+ %  \\(\\d+, \\d+ a second\\)$`),
  );
  expect(bars.at(-2)).toMatch(/\[#{30}\] {2}100 % {2}\(300, [1-9]\d* a second\)$/);
  expect(bars.at(-1)).toBe('\r');
});

test('where somebody does not come it ends with 1, after the others have', async () => {
  const file = fileWith('people.ndjson', '{"email":"ada@example.com"}\n{"email":"x"}\nnothing\n');
  const { exitCode, message, data } = (await refusalOf('import', file)) as {
    exitCode: number;
    message: string;
    data?: object;
  };
  expect(exitCode).toBe(1);
  expect(message).toContain('Not taken: 1, because it cannot be read (line 3).');
  expect(message).toContain(
    'Not taken: 1, because “email” is not as it must be, or there is no such field (line 2).',
  );
  expect(data).toEqual({
    records: 3,
    made: 1,
    there: 0,
    withoutPassword: 1,
    refused: {
      'field email': { count: 1, lines: [2] },
      unreadable: { count: 1, lines: [3] },
    },
    leftOut: {},
  });
  expect(await db().select().from(table)).toHaveLength(1);
});

test('an adapter is named, and Firebase asks for its parameters', async () => {
  const file = 'lib/admin/moving/samples/firebase.json';
  const config = 'lib/admin/moving/samples/firebase-hash-config.txt';
  expect((await refusalOf('import', file, '--from', 'firebase')).message).toContain(
    '--hash-config FILE',
  );
  const words = [
    'import',
    file,
    '--from',
    'firebase',
    '--hash-config',
    config,
    '--without',
    'connections',
  ];
  expect(await said(...words)).toContain('People: 3. Came: 3.');
  expect(await db().select().from(credentials)).toHaveLength(1);
});

test('a provider that there is not is told with what can be done about it, and is said by --providers', async () => {
  const row =
    '{"email":"ada@example.com","verified":true,"connections":[{"provider":"idp","subject":"7"},{"provider":"twitter","subject":"8"}]}';
  const file = fileWith('people.ndjson', row);
  const refusedBy = async (...more: string[]) => (await refusalOf('import', file, ...more)).message;
  expect(await refusedBy()).toContain(
    'Not taken: 1, because of an account at “idp”, which is none of your providers: add it (providers add), say which one it is (--providers idp=NAME), or leave it behind (--providers idp=) (line 1).',
  );
  await addProvider({ kind: 'oidc', name: 'acme', issuer: 'https://id.acme.example', clientId: 'us', clientSecret: 's' }); // biome-ignore format: one line
  expect(await refusedBy('--providers', 'idp=acme')).toContain('“twitter”');
  expect(await said('import', file, '--providers', 'idp=acme,twitter=')).toContain('Came: 1.');
  expect(await db().select().from(connections)).toMatchObject([{ provider: 'acme', subject: '7' }]);
});

test.each([
  ['There is no file', 1, ['import', 'nowhere.csv']],
  ['--format takes', 2, ['import', 'package.json', '--format', 'xml']],
  ['--format takes', 2, ['import', 'LICENSE']],
  ['--from takes', 2, ['import', 'package.json', '--from', 'elsewhere']],
  ['--providers takes', 2, ['import', 'package.json', '--providers', 'idp']],
  ['--providers takes', 2, ['import', 'package.json', '--providers', '=acme']],
  [
    'Passkeys of example.org cannot be used at localhost',
    2,
    ['import', 'package.json', '--passkeys-of', 'example.org'],
  ],
  ['--without takes', 2, ['import', 'package.json', '--without', 'email']],
  ['is there already', 1, ['export', 'package.json']],
  ['no folder', 1, ['export', 'nowhere/people.ndjson']],
  ['is not an email', 2, ['add', 'ada']],
  ['--name takes', 2, ['add', 'ada@example.com', '--name', '\u200b']],
  ['--name takes', 2, ['invite', 'ada@example.com', '--name', 'x'.repeat(101)]],
])('it says "%s" and ends with %d', async (says, code, words) => {
  const { exitCode, message } = await refusalOf(...words);
  expect([exitCode, message]).toEqual([code, expect.stringContaining(says)]);
});

test('an export is a file for its owner alone, and an import reads it', async () => {
  await said('add', 'ada@example.com', '--name', 'Ada');
  const folder = mkdtempSync(join(tmpdir(), 'moving-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'people.ndjson');
  expect(await said('export', file)).toContain('Accounts written: 1');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    email: 'ada@example.com',
    name: 'Ada',
  });
  expect(await said('import', file)).toBe('People: 1. Came: 0. Have an account already: 1.');
});

test.each([
  ['password,code', '/sign-in/code'],
  ['password', '/forgot-password'],
])(
  'who is invited is told by mail how to come in where %s is offered, and nobody sets a password',
  async (offered, path) => {
    changeSettings({ SIGN_IN_WITH: offered });
    expect(await said('invite', 'Ada@example.com')).toContain('is told by mail');
    const [mail] = await listCapturedMail();
    expect(mail).toMatchObject({
      recipient: 'ada@example.com',
      subject: expect.stringContaining('You have an account'),
    });
    expect(mail?.text).toContain(path);
    expect(await db().select().from(credentials)).toEqual([]);
    const again = await refusalOf('invite', 'ada@example.com');
    expect(again).toMatchObject({
      exitCode: 1,
      message: 'ada@example.com has an account already.',
    });
    expect(await listCapturedMail()).toHaveLength(1);
  },
);

test('who is added is told nothing', async () => {
  expect(await said('add', 'ada@example.com')).toContain('comes in by a mailed code');
  expect(await listCapturedMail()).toEqual([]);
  expect(await db().select().from(table)).toMatchObject([{ name: 'ada', role: 'member' }]);
});
