import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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

const idOf = (email: string) =>
  (sqlite.prepare('select id from users where email = ?').get(email) as { id: string }).id;

function openSession(email: string) {
  const now = Date.now();
  const session = [`session-${now}-${Math.random()}`, idOf(email), 'hash-of-a-session', 0];
  const rest = [now, now, 7200, now + 86_400_000, '192.0.2.7', 'Mozilla/5.0 Firefox/145.0'];
  sqlite
    .prepare(
      'insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) values (?,?,?,?,?,?,?,?,?,?)',
    )
    .run(...session, ...rest);
}

const sessionsOf = (email: string) =>
  sqlite.prepare('select id from sessions where user_id = ?').all(idOf(email)).length;

const eventsOf = (email: string) =>
  sqlite
    .prepare('select type, actor from audit_events where user_id = ? order by id')
    .all(idOf(email));

test('accounts are listed by address, a page at a time', async () => {
  const first = await gatehouse('users', 'list', '--limit', '3', '--json');
  expect(first.exitCode).toBe(0);
  const page = JSON.parse(first.stdout);
  expect(page.users.map(({ email }: { email: string }) => email)).toEqual([
    'ada@example.com',
    'admin@example.com',
    'bob@example.com',
  ]);
  const last = await gatehouse('users', 'list', '--limit=3', '--after', page.next);
  expect(last.stdout).toBe('cyd@example.com  Cyd\n');
});

test('an account is shown with its sessions, and without anything secret', async () => {
  openSession('ada@example.com');
  const hash = String(
    sqlite
      .prepare('select secret from credentials join users on users.id = user_id where email = ?')
      .pluck()
      .get('ada@example.com'),
  );
  const [asText, asJson] = await Promise.all([
    gatehouse('users', 'show', 'ADA@example.com'),
    gatehouse('users', 'show', 'ada@example.com', '--json'),
  ]);
  expect([asText.exitCode, asJson.exitCode]).toEqual([0, 0]);
  expect(asText.stdout).toMatch(/Firefox.*, last seen .* from 192\.0\.2\.7/);
  expect(JSON.parse(asJson.stdout).sessions).toHaveLength(1);
  for (const secret of [hash, '$argon2', 'hash-of-a-session', idOf('ada@example.com')])
    expect(asText.stdout + asJson.stdout).not.toContain(secret);
});

test('disabling shuts the account, ends its sessions and is written down; enabling opens it', async () => {
  openSession('bob@example.com');
  const shut = await gatehouse('users', 'disable', 'bob@example.com');
  expect(shut).toMatchObject({ exitCode: 0, stderr: '' });
  expect(shut.stdout).toContain('is disabled and signed out everywhere');
  expect(sessionsOf('bob@example.com')).toBe(0);

  const again = await gatehouse('users', 'disable', 'bob@example.com', '--json');
  expect(JSON.parse(again.stdout)).toEqual({ email: 'bob@example.com', changed: false });

  expect((await gatehouse('users', 'enable', 'bob@example.com')).exitCode).toBe(0);
  expect(eventsOf('bob@example.com')).toEqual([
    { type: 'sessions_ended', actor: 'operator' },
    { type: 'user_disabled', actor: 'operator' },
    { type: 'user_enabled', actor: 'operator' },
  ]);
});

test('revoking ends every session of one person and nobody else’s', async () => {
  openSession('cyd@example.com');
  openSession('cyd@example.com');
  openSession('bob@example.com');
  const revoked = await gatehouse('sessions', 'revoke', 'cyd@example.com', '--json');
  expect(JSON.parse(revoked.stdout)).toEqual({ email: 'cyd@example.com', ended: 2 });
  expect(sessionsOf('cyd@example.com')).toBe(0);
  expect(sessionsOf('bob@example.com')).toBe(1);
});

test('a command used wrongly says so on the error output, and ends with 2', async () => {
  const outcome = await gatehouse('users', 'explode');
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
  expect(outcome.stderr).toContain('Unknown command explode.');
});

test('a failure is JSON too where JSON was asked for', async () => {
  const { exitCode, stdout } = await gatehouse('users', 'show', 'nobody@example.com', '--json');
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout).error).toContain('nobody@example.com');
});

test('help says how a command is called', async () => {
  const { exitCode, stdout } = await gatehouse('users', 'disable', '--help');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('npm run gatehouse -- users disable');
});

test('sessions revoke --everybody ends everything for everybody, and only when it is said', async () => {
  for (const words of [[], ['bob@example.com', '--everybody']]) {
    const { exitCode, stderr } = await gatehouse('sessions', 'revoke', ...words);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/Say whom/)]);
  }
  const people = ['ada@example.com', 'bob@example.com'];
  for (const email of people) openSession(email);
  const left = () => sqlite.prepare('select count(*) from sessions').pluck().get() as number;
  const before = left();
  expect(before).toBeGreaterThanOrEqual(2);
  const { exitCode, stdout } = await gatehouse('sessions', 'revoke', '--everybody', '--json');
  expect([exitCode, JSON.parse(stdout)]).toEqual([
    0,
    { everybody: true, ended: before, programs: 0 },
  ]);
  expect(left()).toBe(0);
  const told = sqlite.prepare(
    'select type, actor, user_id, detail from audit_events order by seq desc',
  );
  expect(told.get()).toMatchObject({ type: 'sessions_ended', actor: 'operator', user_id: null });
  expect((await gatehouse('sessions', 'revoke', '--everybody')).stdout).toMatch(/^0 sessions were/);
});

test('times that lie too far ahead are listed, and cleared when it is asked for', async () => {
  const times = (...words: string[]) => gatehouse('db', 'times', ...words);
  openSession('ada@example.com');
  const ahead = Date.now() + 10 * 365 * 86_400_000;
  sqlite.prepare('update sessions set expires_at = ?').run(ahead);
  expect(await times()).toMatchObject({ exitCode: 0, stdout: 'sessions.expires_at  1\n' });
  expect(await times('--clear')).toMatchObject({
    exitCode: 0,
    stdout: '1 cleared.\nNo stored time lies too far ahead.\n',
  });
  expect(sessionsOf('ada@example.com')).toBe(0);
});

test('a new secret is long enough, another each time, and kept nowhere', async () => {
  const secrets = await Promise.all([gatehouse('secret', 'new'), gatehouse('secret', 'new')]);
  const [one, other] = secrets.map(({ stdout }) => stdout.trim());
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(readFileSync(join(here.folder, 'data', 'secret'), 'utf8')).not.toContain(one);
});

test('a mistyped DATABASE_URL makes no database, no folder and no secret', async () => {
  const elsewhere = join(here.folder, 'elsewhere');
  const env = { DATABASE_URL: `file:${elsewhere}/gatehouse.db` };
  const outcome = await here.run('gatehouse', ['users', 'list'], env);
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toContain('There is no database');
  expect(existsSync(elsewhere)).toBe(false);
});

test('a backup writes over nothing', async () => {
  const outcome = await gatehouse('db', 'backup', join(here.folder, 'data', 'secret'));
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toContain('is there already');
  expect(readFileSync(join(here.folder, 'data', 'secret'), 'utf8').trim()).toHaveLength(43);
});

test('a backup made while others write holds one whole moment, for its owner only, and can be restored', async () => {
  const event = sqlite.prepare(
    "insert into audit_events (seq, id, at, type, user_id, actor, address, user_agent, detail, hash) select seq + 1, ?, ?, ?, null, 'system', '', '', 'pair', '' from audit_head",
  );
  let pairs = 0;
  const writePair = sqlite.transaction(() => {
    for (const half of ['a', 'b']) event.run(`${half}-${pairs}`, Date.now(), 'session_created');
    pairs++;
  });
  sqlite.transaction(() => {
    for (let i = 0; i < 2000; i++) writePair();
  })();
  const before = pairs;
  const writing = setInterval(writePair, 1);
  const copy = join(here.folder, 'copy.db');
  const outcome = await gatehouse('db', 'backup', copy);
  clearInterval(writing);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(pairs).toBeGreaterThan(before);
  expect(existsSync(`${copy}-wal`)).toBe(false);
  for (const file of [here.file, copy]) expect(statSync(file).mode & 0o077).toBe(0);

  const restored = openFile(copy, { readonly: true });
  expect(restored.pragma('integrity_check', { simple: true })).toBe('ok');
  const { count } = restored
    .prepare("select count(*) as count from audit_events where detail = 'pair'")
    .get() as { count: number };
  restored.close();
  expect(count % 2).toBe(0);
  expect(count / 2).toBeGreaterThanOrEqual(before);
  const listed = await here.run('gatehouse', ['users', 'list'], { DATABASE_URL: `file:${copy}` });
  expect(listed.stdout).toContain('ada@example.com');
});
