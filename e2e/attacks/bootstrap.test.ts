import { setTimeout as sleep } from 'node:timers/promises';
import { latestCode } from '#e2e/support/mailbox';
import type { Field } from '#e2e/support/multipart';
import { rows } from '#e2e/support/rows';
import { LIGHT, startServer } from '#e2e/support/server';
import { enterAs, formsAbout, roleOf } from '#e2e/support/staff';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { newDeployment } from '#lib/testing/deployment.test-support';

/** Asks for an account, again where many people do at once. */
async function askUntilHeard(visitor: Visitor, email: string) {
  for (let tries = 0; tries < 30; tries++) {
    const { status } = await visitor.askForAccount(email);
    if (status === 303) return;
    expect(status).toBe(503);
    await sleep(500);
  }
  throw new Error('The server stayed busy.');
}

test('of fifty first people at once nobody becomes an administrator; the command makes one', {
  tag: '@long',
}, async () => {
  const server = await startServer(LIGHT);
  const by = newDeployment();
  try {
    const people = Array.from({ length: 50 }, () => ({
      visitor: newVisitor(server),
      email: newEmail(),
    }));
    await Promise.all(people.map(({ visitor, email }) => askUntilHeard(visitor, email)));
    const codes = await Promise.all(people.map(({ email }) => latestCode(server.port, email)));
    const made = await Promise.all(people.map(({ visitor }, at) => visitor.verify(codes[at]!)));
    expect(made.map(({ status }) => status)).toEqual(people.map(() => 303));
    expect(rows(server, 'select role, count(*) as n from users group by role')).toEqual([
      { role: 'member', n: 50 },
    ]);
    const { email } = people[7]!;
    const env = { DATABASE_URL: `file:${server.database}` };
    const grant = await by.run('gatehouse', ['admin', 'grant', email], env);
    expect(grant).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rows(server, "select email from users where role = 'administrator'")).toEqual([
      { email },
    ]);
  } finally {
    by.remove();
    await server.remove();
  }
});

test('no page sets a first administrator up, and no password comes with the product', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  const paths = [
    '/setup',
    '/install',
    '/first-run',
    '/api/setup',
    '/register-admin',
    '/api/v1/setup',
  ];
  for (const path of paths) {
    expect((await visitor.go(path)).status, path).toBe(404);
    expect((await visitor.post(path, { body: '' })).status, path).toBe(404);
  }
  for (const path of ['/admin/setup', '/admin/new'])
    expect((await visitor.go(path)).headers.location).toContain('/sign-in?next=');
  const defaults = [
    ['admin@localhost.test', 'admin'],
    ['admin@example.com', 'admin'],
    ['root@example.com', 'root'],
    ['admin@example.com', 'password'],
    ['dee@example.com', 'dee'],
  ] as const;
  for (const [email, password] of defaults)
    expect((await newVisitor(server).signIn(email, password)).status).toBe(422);
});

test('a form cannot say which role a new account or a profile has', async ({ server }) => {
  const eve = newVisitor(server);
  const email = newEmail('eve');
  const hostile: Field[] = [
    ['role', 'administrator'],
    ['isAdmin', 'true'],
    ['disabledAt', ''],
    ['id', 'x'],
  ];
  await eve.submit(await eve.form('/sign-up'), [
    ['name', 'Eve'],
    ['email', email],
    ['password', PASSWORD],
    ...hostile,
  ]);
  await eve.submit(await eve.form('/sign-up/verify'), [
    ['code', await latestCode(server.port, email)],
    ...hostile,
  ]);
  const saved = await eve.submit(await eve.form('/settings/profile'), [
    ['name', 'Eve'],
    ['timeZone', 'UTC'],
    ['theme', 'dark'],
    ...hostile,
  ]);
  expect(saved.status).toBe(303);
  expect(roleOf(server, email)).toBe('member');
});

test('the last administrator stays, by page, by own account and by command, whatever comes at once', {
  tag: '@long',
}, async () => {
  const server = await startServer();
  const by = newDeployment();
  try {
    const dee = await enterAs(server, 'administrator');
    const form = await formsAbout(dee.visitor, dee.id);
    const refusals = await Promise.all([
      dee.visitor.submit(form('Disable'), [
        ['reason', 'x'],
        ['until', ''],
      ]),
      dee.visitor.submit(form('Change role'), [['role', 'support']]),
      dee.visitor.submit(form('Delete this account'), [['email', dee.email]]),
      dee.visitor.submit(await dee.visitor.form('/settings/data'), [['email', dee.email]]),
    ]);
    for (const { status, text } of refusals) {
      expect(status).toBe(409);
      expect(text).toContain('This is the last administrator who can sign in');
    }
    const env = { DATABASE_URL: `file:${server.database}` };
    for (const words of [
      ['admin', 'revoke'],
      ['users', 'disable'],
      ['users', 'delete'],
    ]) {
      const { exitCode, stderr } = await by.run('gatehouse', [...words, dee.email], env);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('the last administrator');
    }
    const rex = await enterAs(server, 'administrator');
    const his = await formsAbout(rex.visitor, dee.id);
    const hers = await formsAbout(dee.visitor, rex.id);
    await Promise.all([
      rex.visitor.submit(his('Disable'), [
        ['reason', 'x'],
        ['until', ''],
      ]),
      dee.visitor.submit(hers('Delete this account'), [['email', rex.email]]),
      by.run('gatehouse', ['admin', 'revoke', dee.email], env),
      by.run('gatehouse', ['users', 'disable', rex.email], env),
    ]);
    expect(
      rows(server, "select id from users where role = 'administrator' and disabled_at is null"),
    ).toHaveLength(1);
  } finally {
    by.remove();
    await server.remove();
  }
});
