import { asCall } from '#e2e/support/http';
import type { Field } from '#e2e/support/multipart';
import { change, rows, sessionsOf } from '#e2e/support/rows';
import { enterAs, formsAbout, idOf, roleOf } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const ARGUMENTS = [
  'null', '1', '"text"', '[]', '[null]', '[{}]', '[{},{}]', '[{},"x"]', '[{},"$undefined"]', '[{},"$NaN"]', '[{},"$n123"]',
  '[{},"$D2026-01-01"]', '[{},"$Q1"]', '[{},"$W1"]', '[{},"$T"]', '[{},"$F1"]', '[{},{"$ne":null}]', '[{},{"toString":1}]',
  '[{},{"user":"x","role":"administrator"}]', '{"__proto__":{"a":1}}', '["administrator"]',
]; // biome-ignore format: one list

test('arguments that are no form change nobody, also for an administrator', async ({ server }) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const id = idOf(server, email);
  const form = await formsAbout(dee.visitor, id);
  const before = rows(server, 'select * from users where id = ?', id);
  for (const button of [
    'Disable',
    'Change role',
    'Delete this account',
    'Send reset email',
    'End all sessions',
  ]) {
    const { headers } = asCall(form(button), []);
    for (const value of ARGUMENTS) {
      const answer = await dee.visitor.post(`/admin/users/${id}`, {
        body: value,
        headers: { ...headers, 'Content-Type': 'text/plain;charset=UTF-8' },
      });
      expect(answer.status, `${button} ${value}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${button} ${value}`).toBeLessThan(500);
      expect(answer.text).not.toMatch(/node_modules|SQLITE|TypeError/);
    }
  }
  const twice: Field[][] = [
    [
      ['reason', 'a'],
      ['reason', 'b'],
      ['until', ''],
    ],
    [
      ['reason[]', 'a'],
      ['__proto__', 'x'],
      ['constructor.prototype', 'y'],
    ],
    [
      ['reason', 'a', 'file.txt'],
      ['until', ''],
    ],
    [
      ['reason', 'a'],
      ['until', 'a\u0000b'],
    ],
    [
      ['reason', 'a'],
      ['until', '2020-01-01T00:00'],
    ],
    [
      ['reason', 'x'.repeat(501)],
      ['until', ''],
    ],
    [
      ['reason', ' '],
      ['until', ''],
    ],
  ];
  for (const fields of twice)
    expect((await dee.visitor.submit(form('Disable'), fields)).status, JSON.stringify(fields)).toBe(
      422,
    );
  for (const role of ['root', '', 'member\u0000', 'Administrator'])
    expect((await dee.visitor.submit(form('Change role'), [['role', role]])).status).toBe(422);
  expect(rows(server, 'select * from users where id = ?', id)).toEqual(before);
  expect(sessionsOf(server, email)).toBe(1);
});

test('a form from another site does nothing, no matter whose cookie comes with it', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const form = await formsAbout(dee.visitor, idOf(server, email));
  for (const [button, fields] of [
    [
      'Disable',
      [
        ['reason', 'x'],
        ['until', ''],
      ],
    ],
    ['Change role', [['role', 'administrator']]],
    ['Delete this account', [['email', email]]],
    ['Send reset email', []],
    ['End all sessions', []],
  ] as [string, Field[]][])
    for (const as of ['form', 'call'] as const) {
      const { status } = await dee.visitor.submit(form(button), fields, as, {
        Origin: 'http://evil.test',
      });
      expect(status, button).toBe(403);
    }
  expect(sessionsOf(server, email)).toBe(1);
  expect(roleOf(server, email)).toBe('member');
});

test('nothing typed into the search means anything to the database, and nothing fails', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const people = Number(rows(server, 'select count(*) as n from users')[0]?.['n']);
  expect(people).toBeGreaterThan(1);
  const hostile = [
    '%', '_', '%%', '\\', "'", '"', '`', ']', ')', "' or '1'='1", "') or 1=1 --", '" or ""="', '1; drop table users', "a' union select password_hash from users --",
    '\u0000', '\u202e', '\ufffd', '🜁'.repeat(300), 'x'.repeat(5000), '*', '?', '[a-z]', '-1', '{{7*7}}', '../../etc/passwd',
  ]; // biome-ignore format: one list
  for (const q of hostile) {
    for (const query of [
      new URLSearchParams({ q }),
      new URLSearchParams({ q: 'ada', after: q }),
      new URLSearchParams({ q: 'ada', after: `name:${dee.id}:${q}` }),
    ]) {
      const { status, text } = await dee.visitor.go(`/admin/users?${query}`);
      expect(status, q).toBe(200);
      // What nobody can see is a search for nothing: the list is all of it.
      if (query.get('q') === q)
        expect(text.includes('Nobody fits what was asked for.'), q).toBe(q !== '\u202e');
      expect(text).not.toMatch(/argon2|SQLITE|syntax error/);
    }
  }
  for (const query of [
    'q[]=a',
    'q=a&q=b',
    'q[__proto__]=a',
    '__proto__=x&q=',
    'q=%',
    'q=%ff',
    'constructor=x',
    'done=__proto__',
    'done=constructor&done=x',
    'after=&after=',
    'role=root',
    'role[]=member',
    'state=toString',
    'state=never&state=disabled',
    'role=__proto__&state=constructor',
  ]) {
    const { status, text } = await dee.visitor.go(`/admin/users?${query}`);
    expect([200, 400], query).toContain(status);
    expect(text).not.toMatch(/\[object|function Object/);
    if (/^(role|state)=\w+$/.test(query)) expect(text, query).toContain('There is no such choice.');
  }
  for (const reach of ["note:' or 1=1 --", 'note:%', '\u0000', ':', 'x'.repeat(5000)])
    expect(
      (await dee.visitor.go(`/admin/users/${dee.id}?${new URLSearchParams({ reach })}`)).status,
    ).toBe(200);
});

/** Each list of those who administer, and of everybody: the parameter of a place, and the name that a cursor begins with. */
const LISTS: [path: (id: string) => string, parameter: string, list: string][] = [
  [() => '/admin/users?q=ada', 'after', 'users'],
  [() => '/admin/users?state=active', 'after', 'users'],
  [() => '/admin/audit?x=', 'before', 'audit'],
  [() => '/admin/mail?state=waiting', 'after', 'undelivered'],
  [() => '/admin/apps?q=', 'after', 'programs'],
  [(id) => `/admin/users/${id}?x=`, 'reach', 'reach'],
  [(id) => `/admin/users/${id}?x=`, 'sessions', 'sessions'],
  [() => '/settings/sessions?x=', 'after', 'sessions'],
  [() => '/settings/apps?x=', 'after', 'apps'],
  [() => '/settings/activity?x=', 'before', 'activity'],
  [() => '/notes?x=', 'after', 'notes'],
];
/** Places that only somebody who writes a cursor by hand asks for. */
const PLACES = [
  'x',
  'NaN',
  '-1',
  '1e3',
  '9'.repeat(40),
  'NaN x',
  "1' or 1=1 --",
  '\u0000',
  'a\u0000b',
  `name:${'0'.repeat(36)}:\u0000`,
];
const NUMBERED = ['audit', 'undelivered'];

test('a cursor that was written by hand leads to no page, or to one, and no list fails', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  for (const [path, parameter, list] of LISTS)
    for (const place of PLACES) {
      const cursor = Buffer.from(`${list} ${place}`).toString('base64url');
      const { status, text } = await dee.visitor.go(`${path(dee.id)}&${parameter}=${cursor}`);
      expect([list, place, status]).toEqual([list, place, 200]);
      expect(text).not.toMatch(/SQLITE|syntax error|22P02/);
      if (NUMBERED.includes(list))
        expect(text, place).toContain('This address leads to no page of the list.');
    }
});

test('what people call themselves, their browsers and their reasons is only text to administrators', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}';
  const mia = newVisitor(server);
  const email = await mia.signUp({ name: evil });
  const id = idOf(server, email);
  change(
    server,
    'update sessions set user_agent = ?, address = ? where user_id = ?',
    evil,
    evil,
    id,
  );
  // The log is written by the doors alone: one tries to sign in with such a browser.
  const fields: Field[] = [
    ['email', email],
    ['password', 'wrong'],
  ];
  const eve = newVisitor(server);
  await eve.submit(await eve.form('/sign-in'), fields, 'form', { 'User-Agent': evil });
  change(
    server,
    "insert into grants (subject, relation, kind, object, address, granted_by, created_at) values (?, 'viewer', 'note', ?, ?, 'x', 1)",
    `user:${id}`,
    evil,
    evil,
  );
  const form = await formsAbout(dee.visitor, id);
  const refused = await dee.visitor.submit(form('Disable'), [
    ['reason', evil],
    ['until', evil],
  ]);
  expect(refused.status).toBe(422);
  await dee.visitor.submit(form('Disable'), [
    ['reason', evil],
    ['until', ''],
  ]);
  for (const { text } of [
    refused,
    await dee.visitor.go(`/admin/users/${id}`),
    await dee.visitor.go(`/admin/users?${new URLSearchParams({ q: evil })}`),
  ]) {
    expect(text).not.toMatch(/<img src=x|<script>alert/);
    expect(text).toContain('onerror=alert(1)');
  }
});
