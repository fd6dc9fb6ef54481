import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

type Finding = { check: string; is: string; says: string; fix?: string };

// Each command is a process of its own, and machines are slow at times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = newDeployment();
const data = join(here.folder, 'data');
const secretFile = join(data, 'secret');
// Nothing listens there: whether the server runs is no part of these tests.
const PORT = '1';

beforeAll(() => here.seed());
afterAll(() => here.remove());

async function examine(env: Record<string, string> = {}) {
  const { exitCode, stdout, stderr } = await here.run('doctor', ['--json'], { PORT, ...env });
  const { findings, ok } = JSON.parse(stdout) as { findings: Finding[]; ok: boolean };
  const amiss = findings.filter(({ is }) => is !== 'ok');
  return { exitCode, ok, amiss, said: stdout + stderr };
}

/** Everything in a folder that writing could change. */
const stateOf = (folder: string) =>
  readdirSync(folder).map((name) => {
    const { mtimeMs, mode, size } = statSync(join(folder, name));
    return { name, mtimeMs, mode, size, content: readFileSync(join(folder, name), 'base64') };
  });

test('a deployment in order ends with 0, and nothing in its folder is touched', async () => {
  const before = stateOf(data);
  expect(await examine()).toMatchObject({ exitCode: 0, ok: true, amiss: [] });
  expect(stateOf(data)).toEqual(before);
});

test('looking at a database in use leaves it and its log as they are', async () => {
  const sqlite = openFile(here.file);
  sqlite.exec("insert into limits values ('a', 1, 1, 1, 1, 1, 1)");
  const unshared = () => stateOf(data).filter(({ name }) => !name.endsWith('-shm'));
  const before = unshared();
  expect(before.map(({ name }) => name)).toContain('gatehouse.db-wal');
  expect((await examine()).exitCode).toBe(0);
  expect(unshared()).toEqual(before);
  sqlite.close();
});

test('nothing is made where nothing exists yet', async () => {
  const elsewhere = join(here.folder, 'elsewhere');
  const outcome = await examine({ DATABASE_URL: `file:${elsewhere}/gatehouse.db` });
  expect(outcome).toMatchObject({ exitCode: 0, amiss: [] });
  expect(existsSync(elsewhere)).toBe(false);
});

test('a secret that others can read is a problem, and is not printed', async () => {
  chmodSync(secretFile, 0o644);
  const { exitCode, amiss, said } = await examine();
  chmodSync(secretFile, 0o600);
  expect(exitCode).toBe(1);
  expect(amiss).toMatchObject([
    { check: 'secret', is: 'problem', fix: `Run: chmod 600 ${secretFile}` },
  ]);
  expect(said).not.toContain(readFileSync(secretFile, 'utf8').trim());
});

test('a pass phrase is refused or told of, one that was drawn is in order, and none is printed', async () => {
  const drawn = 'wY3nQ8ZkR5tB7mX1cV9pL4sD6gH2jF0aT_uE-iOxKvM';
  const phrase = 'acme corporation production secret';
  const outcomes: [secret: string, exitCode: number, says: RegExp | null][] = [
    [drawn, 0, null],
    [phrase, 2, /^SESSION_SECRET does not look drawn/],
    [`${drawn},${phrase}`, 2, /^SESSION_SECRET does not look drawn/],
    ['passwordpasswordpasswordpassword', 1, /^SESSION_SECRET looks like a sample/],
  ];
  for (const [SESSION_SECRET, exitCode, says] of outcomes) {
    const outcome = await examine({ SESSION_SECRET });
    expect([SESSION_SECRET, outcome.exitCode]).toEqual([SESSION_SECRET, exitCode]);
    expect(outcome.amiss.map((finding) => finding.says)).toEqual(
      says ? [expect.stringMatching(says)] : [],
    );
    expect(outcome.said).not.toContain(SESSION_SECRET);
  }
});

test('every wrong setting is named at once, and no value of it', async () => {
  const { exitCode, amiss, said } = await examine({
    APP_URL: 'http://app.example.org',
    SESSION_SECRET: 'hunter2',
    PASSWORD_MIN_LENGTH: '3',
    BREACH_LIST: join(here.folder, 'none.txt'),
  });
  expect(exitCode).toBe(1);
  for (const name of [
    'APP_URL',
    'SESSION_SECRET',
    'PASSWORD_MIN_LENGTH',
    'BREACH_LIST',
    'SMTP_URL',
  ])
    expect(amiss.some(({ says }) => says.startsWith(name))).toBe(true);
  expect(said).not.toContain('hunter2');
});

test('https without a trusted proxy is a warning, and warnings alone end with 2', async () => {
  const mailServer = createServer((socket) => {
    socket.write('220 test\r\n');
    socket.on('data', (line) =>
      socket.write(`${line}`.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n'),
    );
    socket.on('error', () => {});
  });
  await new Promise<void>((ready) => mailServer.listen(0, '127.0.0.1', ready));
  const { port } = mailServer.address() as { port: number };
  const away = {
    APP_URL: 'https://app.example.org',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'no-reply@example.org',
    SECURITY_CONTACT: 'mailto:security@example.org',
  };
  const outcome = await examine(away);
  const open = await examine({ ...away, LISTEN: '0.0.0.0' });
  const { SECURITY_CONTACT: _, ...silent } = away;
  const quiet = await examine(silent);
  mailServer.close();
  expect(quiet.amiss.map(({ check }) => check)).toEqual(['security.txt', 'site']);
  expect(outcome).toMatchObject({ exitCode: 2, ok: false });
  expect(outcome.amiss).toMatchObject([{ check: 'site', is: 'warning' }]);
  expect(open.amiss.map(({ check }) => check)).toEqual(['site', 'listen']);
});

test('a mail server that does not answer is a problem, and its password is not printed', async () => {
  const { exitCode, amiss, said } = await examine({
    SMTP_URL: 'smtp://me:open-sesame@127.0.0.1:1',
    MAIL_FROM: 'no-reply@example.org',
  });
  expect(exitCode).toBe(1);
  expect(amiss).toMatchObject([{ check: 'mail', is: 'problem' }]);
  expect(said).not.toContain('open-sesame');
});

test('a list of leaked passwords that cannot be searched is told', async () => {
  const list = join(here.folder, 'leaked.txt');
  writeFileSync(list, `${'F'.repeat(40)}\n${'0'.repeat(40)}\n`);
  const { exitCode, amiss } = await examine({ BREACH_LIST: list });
  expect(exitCode).toBe(2);
  expect(amiss).toMatchObject([
    { check: 'leaked passwords', says: expect.stringContaining('not in ascending order') },
  ]);
});

test('a database that is none, and one from a newer version, are problems', async () => {
  const broken = join(here.folder, 'broken.db');
  writeFileSync(broken, 'this is not a database '.repeat(500), { mode: 0o600 });
  expect((await examine({ DATABASE_URL: `file:${broken}` })).exitCode).toBe(1);

  const newer = join(here.folder, 'newer.db');
  await here.run('gatehouse', ['db', 'backup', newer]);
  const sqlite = openFile(newer);
  sqlite.exec(
    "insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)",
  );
  sqlite.close();
  const outcome = await examine({ DATABASE_URL: `file:${newer}` });
  expect(outcome.exitCode).toBe(1);
  expect(outcome.amiss.map(({ check }) => check)).toContain('migrations');
});

test('an event from the future says that the clock is wrong', async () => {
  const ahead = join(here.folder, 'ahead.db');
  await here.run('gatehouse', ['db', 'backup', ahead]);
  const sqlite = openFile(ahead);
  const id = `${(Date.now() + 86_400_000).toString(16).padStart(12, '0').replace(/^.{8}/, '$&-')}-7000-8000-000000000000`;
  sqlite
    .prepare(
      "insert into audit_events (seq, id, at, type, user_id, actor, address, user_agent, detail, hash) select seq + 1, ?, 0, 'session_ended', null, 'system', '', '', '', '' from audit_head",
    )
    .run(id);
  sqlite.close();
  const outcome = await examine({ DATABASE_URL: `file:${ahead}` });
  expect(outcome.exitCode).toBe(1);
  expect(outcome.amiss.map(({ check }) => check)).toContain('clock');
});
