import { asCall, asForm, type Sent, sendRouted } from '#e2e/support/http';
import { latestMail, mailsTo } from '#e2e/support/mailbox';
import { type Field, multipart } from '#e2e/support/multipart';
import { change, rows, sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { told } from '#e2e/support/shown-notices';
import { enterAs, formsAbout, idOf, roleOf } from '#e2e/support/staff';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const ageProof = (server: TestServer, email: string, minutes: number) =>
  change(
    server,
    'update sessions set proven_at = ? where user_id = (select id from users where email = ?)',
    Date.now() - minutes * 60_000,
    email,
  );

test('administrators see no secret of anybody, in any transport', async ({ server }) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  await newVisitor(server).askForAccount(newEmail());
  const id = idOf(server, email);
  const secrets = [
    ...rows(server, 'select secret from credentials'),
    ...rows(server, 'select secret_hash from sessions'),
    ...rows(server, 'select code_hash, flow_hash, payload from codes'),
    ...rows(server, 'select body from outbox'),
  ]
    .flatMap((row) => Object.values(row))
    .map(String)
    .filter(Boolean);
  expect(secrets.length).toBeGreaterThan(6);
  const cookie = dee.visitor.cookie();
  for (const path of [
    '/admin',
    '/admin/users',
    `/admin/users?q=${email.slice(0, 4)}`,
    '/admin/users?role=member&state=active',
    `/admin/users/${id}`,
    '/admin/apps',
    '/admin/apps/program?id=gatehouse-cli',
    '/admin/mail?state=waiting',
    '/admin/system',
  ]) {
    const headers = { Cookie: cookie, 'X-Forwarded-For': dee.visitor.network };
    for (const { text, status } of [
      await dee.visitor.go(path),
      await sendRouted(server, path, { headers: { ...headers, RSC: '1' } }),
    ]) {
      expect(status).toBe(200);
      for (const secret of [...secrets, ...mia.cookies.values()])
        expect(text).not.toContain(secret);
      expect(text).not.toMatch(/argon2|passwordHash|secretHash|code_hash|Fe26/);
    }
  }
});

test('an administrator can start a reset and set no password: the old one works until its owner has set another', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const id = idOf(server, email);
  const before = rows(server, 'select secret from credentials where user_id = ?', id);
  const form = await formsAbout(dee.visitor, id);
  const answer = await dee.visitor.submit(form('Send reset email'), [
    ['password', 'chosen by an administrator'],
    ['new-password', 'x'],
  ]);
  expect(await told(dee.visitor, answer)).toContain('asked by mail');
  expect(rows(server, 'select secret from credentials where user_id = ?', id)).toEqual(before);
  const mail = await latestMail(server.port, email, 'Please set a new password');
  expect(mail).not.toMatch(/\b\d{6}\b/);
  expect((await mia.go('/dashboard')).headers.location).toContain('/sign-in');
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
});

test('after five minutes nothing is done without the password, and what was typed stays', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const id = idOf(server, email);
  const form = await formsAbout(dee.visitor, id);
  ageProof(server, dee.email, 6);
  for (const path of ['/admin', '/admin/users', '/admin/users?q=x', `/admin/users/${id}`]) {
    const { status, headers } = await dee.visitor.go(path);
    expect([status, headers.location]).toEqual([
      307,
      `/confirm?${new URLSearchParams({ next: path })}`,
    ]);
  }
  for (const button of ['Send reset email', 'End all sessions']) {
    const { headers } = await dee.visitor.submit(form(button), []);
    expect(headers.location).toBe(`/confirm?next=${encodeURIComponent(`/admin/users/${id}`)}`);
  }
  const reason: Field[] = [
    ['reason', 'typed with care'],
    ['until', ''],
  ];
  for (const as of ['form', 'call'] as const) {
    const asked = await dee.visitor.submit(form('Disable'), reason, as);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Type your password to go on');
    expect(asked.text).toContain('typed with care');
  }
  const wrong = await dee.visitor.submit(form('Disable'), [...reason, ['password', 'wrong']]);
  expect(wrong.text).toContain('not your password');
  expect(sessionsOf(server, email)).toBe(1);
  expect(rows(server, 'select disabled_at from users where id = ?', id)).toEqual([
    { disabled_at: null },
  ]);
  const done = await dee.visitor.submit(form('Disable'), [...reason, ['password', PASSWORD]]);
  expect(await told(dee.visitor, done)).toContain('The account is disabled');
  expect(sessionsOf(server, email)).toBe(0);
});

test('a person is told that an administrator did it, and nothing of where from', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const form = await formsAbout(dee.visitor, idOf(server, email));
  await dee.visitor.submit(form('Send reset email'), []);
  await mia.signIn(email);
  const activity = await mia.go('/settings/activity');
  expect(activity.text).toContain('by an administrator');
  const file = await mia.download();
  for (const text of [activity.text, file.text, ...(await mailsTo(server.port, email))]) {
    expect(text).not.toContain(dee.visitor.network);
    expect(text).not.toContain(dee.id);
    expect(text).not.toContain(dee.email);
  }
  expect(file.text).toContain('user_reset_started');
});
for (const role of ['member', 'support'] as const) {
  test(`the captured forms of an administrator do nothing for ${role}, who is told there is no such page`, async ({
    server,
  }) => {
    const dee = await enterAs(server, 'administrator');
    const eve = await enterAs(server, role);
    const mia = newVisitor(server);
    const email = await mia.signUp();
    const id = idOf(server, email);
    const form = await formsAbout(dee.visitor, id);
    const before = rows(server, 'select * from users where id in (?, ?) order by id', id, eve.id);
    const tries: [string, Field[]][] = [
      [
        'Disable',
        [
          ['reason', 'x'],
          ['until', ''],
        ],
      ],
      ['Change role', [['role', 'administrator']]],
      ['Delete this account', [['email', email]]],
    ];
    for (const [button, fields] of tries) {
      for (const target of [id, eve.id, dee.id]) {
        const found = form(button);
        const aimed = {
          ...found,
          hidden: found.hidden.map(([name, value]): [string, string] => [
            name,
            name === 'user' ? target : value,
          ]),
        };
        for (const as of ['form', 'call'] as const)
          expect((await eve.visitor.submit(aimed, fields, as)).status, `${button} ${as}`).toBe(404);
      }
    }
    expect(rows(server, 'select * from users where id in (?, ?) order by id', id, eve.id)).toEqual(
      before,
    );
    expect(roleOf(server, eve.email)).toBe(role);
    const noted = rows(
      server,
      "select detail from audit_events where type = 'authz_fail' and user_id = ?",
      eve.id,
    );
    expect(noted.length).toBeGreaterThanOrEqual(18);
    const page = await eve.visitor.go(`/admin/users/${id}`);
    if (role === 'member') expect([page.status, page.text.includes(email)]).toEqual([404, false]);
    else expect(page.text).not.toMatch(/Delete this account|Change role|>Disable<|>Access</);
  });
}

test('after five minutes no page about others is shown for something that no form of it answered', async ({
  server,
}) => {
  const { visitor, email, id } = await enterAs(server, 'administrator');
  const profile = await visitor.form('/settings/profile');
  ageProof(server, email, 7);
  const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const bodies: Sent[] = [
    { body: 'x=1', headers: urlencoded },
    { body: '', headers: urlencoded },
    { body: '{}', headers: { 'Content-Type': 'application/json' } },
    multipart([['x', '1']]),
    multipart([[`$ACTION_ID_${'0'.repeat(42)}`, '']]),
    asForm(profile, [['name', '']]),
    asCall(profile, [['name', '']]),
  ];
  for (const path of [
    '/admin',
    '/admin/users',
    `/admin/users/${id}`,
    '/admin/audit',
    '/admin/apps',
    '/admin/apps/program?id=gatehouse-cli',
    '/admin/mail?state=waiting',
    '/admin/system',
  ])
    for (const sent of bodies) {
      const { headers } = sent;
      const answer = await visitor.post(path, sent);
      const what = `${path} ${answer.status} ${JSON.stringify(headers)}`;
      // A plain page leads back to what was asked for, and says nothing of it.
      const told = answer.text.replace(`href="${path}">Open the page again`, '');
      expect(told, what).not.toContain(`/admin/users/${id}`);
      expect(told, what).not.toContain(email);
      if (answer.status < 400 && !headers?.['Next-Action'])
        expect(answer.headers.location, what).toContain('/confirm?next=');
    }
});

test('a page about somebody else is not shown again by a form sent long after the proof', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const id = idOf(server, email);
  const form = await formsAbout(dee.visitor, id);
  const reason: Field[] = [
    ['reason', 'typed with care'],
    ['until', ''],
  ];
  ageProof(server, dee.email, 19);
  expect((await dee.visitor.submit(form('Disable'), reason)).text).toContain(email);
  ageProof(server, dee.email, 21);
  for (const as of ['form', 'call'] as const) {
    const { text } = await dee.visitor.submit(form('Disable'), reason, as);
    expect(text).not.toContain(email);
    expect(text).not.toContain(mia.network);
  }
  expect(sessionsOf(server, email)).toBe(1);
});

test('a sender of more forms than any person is told when to come back, and fills no log', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const form = await ada.form('/settings/profile');
  const fields: Field[] = [
    ['name', 'Ada'],
    ['timeZone', 'UTC'],
    ['theme', 'system'],
  ];
  expect((await ada.submit(form, fields)).status).toBe(303);
  change(server, "update limits set used = 999 where key like 'form/user:%'");
  expect((await ada.submit(form, fields)).status).toBe(303);
  const profiles = () =>
    rows(server, "select count(*) as count from audit_events where detail = 'profile'");
  const before = profiles();
  for (const as of ['form', 'call'] as const) {
    const { status, headers } = await ada.submit(form, fields, as);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(60);
  }
  expect(profiles()).toEqual(before);
  expect((await ada.go('/settings/profile')).status).toBe(200);
});
