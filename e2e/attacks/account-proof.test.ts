import { ANOTHER, ageProofs, midReset, newOwner, reset } from '#e2e/support/account-acts';
import { send } from '#e2e/support/http';
import { change, rows } from '#e2e/support/rows';
import { cookieOf, expectGood, opensAccount } from '#e2e/support/session-cookies';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('sensitive acts want a proof of the last ten minutes, at the page and in the form', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const forms = [
    [await ada.form('/settings/email'), 'new@example.com'],
    [await ada.form('/settings/data'), email],
  ] as const;
  ageProofs(server, email);
  const before = rows(server, 'select count(*) as count from codes');
  for (const path of ['/settings/email', '/settings/data'])
    expect((await ada.go(path)).headers.location).toBe(`/confirm?next=${encodeURIComponent(path)}`);
  for (const [form, typed] of forms) {
    const asked = await ada.submit(form, [['email', typed]]);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Type your password to go on');
    expect(asked.text).toContain(`value="${typed}"`);
    const wrong = await ada.submit(form, [
      ['email', typed],
      ['password', 'wrong wrong wrong wrong'],
    ]);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('This is not your password');
    expect(wrong.setCookies).toEqual([]);
  }
  expect(rows(server, 'select count(*) as count from codes')).toEqual(before);
  const old = cookieOf(ada);
  const [form, typed] = forms[0];
  const proven = await ada.submit(form, [
    ['email', typed],
    ['password', PASSWORD],
  ]);
  expectGood(proven);
  expect(await opensAccount(server, old)).toBe(false);
  expect((await ada.go('/settings/data')).status).toBe(200);
  ageProofs(server, email, 9);
  expect((await ada.go('/settings/data')).status).toBe(200);
  const mine = await send(server, '/settings/data', { headers: { Cookie: `session=${old}` } });
  expect(mine.headers.location).toContain('/sign-in');
});

test('every door that takes the password draws from one budget, and says when to come back', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const wrong = 'wrong wrong wrong wrong';
  // The same browser, known to the account, before it signs in.
  const outside = newVisitor(server);
  outside.cookies.set('browser', String(ada.cookies.get('browser')));
  const signIn = await outside.form('/sign-in');
  const confirm = await ada.form('/confirm');
  const password = await ada.form('/settings/password');
  const data = await ada.form('/settings/data');
  ageProofs(server, email);
  const doors = [
    () => ada.submit(confirm, [['password', wrong]]),
    () =>
      ada.submit(password, [
        ['current', wrong],
        ['password', ANOTHER],
        ['others', 'on'],
      ]),
    () =>
      ada.submit(data, [
        ['email', email],
        ['password', wrong],
      ]),
    () =>
      outside.submit(signIn, [
        ['email', email],
        ['password', wrong],
      ]),
  ];
  const statuses = [];
  for (let nth = 0; nth < 14; nth++) {
    change(server, "delete from limits where key like 'password/burst%'");
    const answer = await doors[nth % doors.length]!();
    statuses.push(answer.status);
    if (answer.status !== 429) continue;
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).toMatch(/Too many tries\. Try again in \d+ seconds\./);
  }
  expect(statuses).toEqual([...Array(10).fill(422), ...Array(4).fill(429)]);
  // It costs nobody the session that is open.
  expect((await ada.go('/dashboard')).status).toBe(200);
  const { visitor, code } = await midReset(server, email);
  expect((await reset(visitor, code)).status).toBe(303);
});
