import { send } from '#e2e/support/http';
import { latestMail, mailsTo, readMailbox } from '#e2e/support/mailbox';
import { multipart } from '#e2e/support/multipart';
import { countRows, rows } from '#e2e/support/rows';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const SQL = ["' or '1'='1", "' or 1=1 --", "'; drop table users; --", "\" or \"\"=\"", '` or 1=1', '] or 1=1', "' union select password_hash from users --", '\\', '%', '_', "a' || (select secret_hash from sessions limit 1) || '", '1); attach database x as y; --']; // biome-ignore format: one list

test('no parameter reaches the database as anything but a value', { tag: '@long' }, async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const before = countRows(server);
  const [signIn, verify] = [await newVisitor(server).form('/sign-in'), newVisitor(server)];
  await verify.askForAccount(newEmail());
  const code = await verify.form('/sign-up/verify');
  for (const text of SQL) {
    const local = text.replace(/[\s"();,[\]\\:@<>]/g, '');
    for (const typed of [`${local}@example.com`, `${email}${text}`]) {
      const answer = await newVisitor(server).submit(signIn, [
        ['email', typed],
        ['password', text],
      ]);
      expect(answer.status, typed).toBe(422);
    }
    expect((await verify.submit(code, [['code', text]])).status).toBe(422);
    expect((await ada.go(`/settings/sessions?done=${encodeURIComponent(text)}`)).status).toBe(200);
    for (const headers of [
      { 'User-Agent': text },
      { 'Accept-Language': text },
      { 'X-Forwarded-For': text },
    ] as Record<string, string>[])
      expect((await ada.go('/dashboard', { headers })).status).toBe(200);
  }
  const after = countRows(server);
  expect([after['users'], after['sessions']]).toEqual([before['users'], before['sessions']]);
});

const PAYLOAD = '"><script>alert(1)</script><img src=x onerror=alert(1)> http://evil.test/';

test('markup in a name, a user agent or an address is text wherever it is shown', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const headers = {
    'User-Agent': `Mozilla/5.0 ${PAYLOAD}`,
    'Accept-Language': PAYLOAD,
    'X-Forwarded-For': `<b>x</b>, ${ada.network}`,
  };
  const email = newEmail();
  await ada.submit(
    await ada.form('/sign-up'),
    [
      ['name', PAYLOAD],
      ['email', email],
      ['password', PASSWORD],
    ],
    'form',
    headers,
  );
  const mail = await latestMail(server.port, email, 'Your code');
  const code = mail.match(/^\s*(\d{6})\s*$/m)?.[1] ?? '';
  await ada.submit(await ada.form('/sign-up/verify'), [['code', code]], 'form', headers);
  const other = newVisitor(server);
  await other.submit(
    await other.form('/sign-in'),
    [
      ['email', email],
      ['password', PASSWORD],
    ],
    'form',
    headers,
  );
  for (const path of [
    '/dashboard',
    '/settings/sessions',
    '/dev/mailbox',
    `/sign-in?next=/${encodeURIComponent(PAYLOAD)}`,
    `/${encodeURIComponent(PAYLOAD)}`,
    ...['sessions', 'password', 'email', 'profile'].map(
      (page) => `/settings/${page}?done=${encodeURIComponent(PAYLOAD)}`,
    ),
    '/settings/activity',
    `/confirm?next=/${encodeURIComponent(PAYLOAD)}`,
    `/forgot-password?next=/${encodeURIComponent(PAYLOAD)}`,
  ]) {
    const text =
      path === '/dev/mailbox' ? await readMailbox(server.port) : (await ada.go(path)).text;
    expect(text, path).not.toMatch(/<script>alert|<img src=x|<b>x<\/b>/);
    expect(text, path).not.toMatch(/href="[^"]*evil\.test/);
  }
  expect((await ada.go('/dashboard')).text).toContain('&lt;script&gt;alert(1)');
});

test('nothing a stranger writes gets into a mail as a link, a line or a recipient', async ({
  server,
}) => {
  const eve = newVisitor(server);
  const email = newEmail();
  const name = 'Click http://evil.test/login or <a href="http://evil.test">here</a> \u200fgnp.exe';
  const answer = await eve
    .submit(
      await eve.form('/sign-up'),
      [
        ['name', name],
        ['email', email],
        ['password', PASSWORD],
      ],
      'form',
      {
        'User-Agent': 'Mozilla/5.0 (http://evil.test/<a href=x>) \u202e Chrome/999 evil.test',
      },
    )
    .catch(() => null);
  expect(answer === null || answer.status === 303).toBe(true);
  if (!answer) await eve.askForAccount(email, PASSWORD, name);
  const mail = await latestMail(server.port, email);
  expect(mail).not.toMatch(/evil\.test|[\u200f\u202e]|<a /);
  const [row] = rows(
    server,
    'select recipient, subject, body from outbox where recipient = ?',
    email,
  );
  expect(row?.['recipient']).toBe(email);
  expect(row?.['subject']).toBe('Your code for Gatehouse');
  expect(row?.['body']).toMatch(/^Fe26\.2\*/);
  for (const typed of [
    `${email}\r\nBcc: x@evil.test`,
    `${email}\nX: y`,
    `${email},x@evil.test`,
    `${email} x@evil.test`,
    `"x@evil.test" <${email}>`,
  ]) {
    expect((await newVisitor(server).askForAccount(typed)).status).toBe(422);
  }
  expect((await mailsTo(server.port, 'x@evil.test')).length).toBe(0);
});

test('names that JavaScript knows pollute nothing', async ({ server }) => {
  const eve = newVisitor(server);
  const form = await eve.form('/sign-in');
  const baseline = (await eve.go('/sign-in')).status;
  for (const key of [
    '__proto__',
    '__proto__[polluted]',
    'constructor.prototype.polluted',
    'constructor[prototype][polluted]',
    'prototype',
    'hasOwnProperty',
    'toString',
    'email[__proto__]',
    'a[]',
    'a[b]',
  ]) {
    await eve.go(`/sign-in?${encodeURIComponent(key)}=1&${key}=2`);
    const { body, headers } = multipart([
      ...form.hidden,
      [key, '1'],
      ['email', 'a@example.com'],
      ['password', 'x'],
    ]);
    expect((await newVisitor(server).post('/sign-in', { body, headers })).status, key).toBe(422);
    expect(
      (
        await eve.post('/sign-in', {
          body: JSON.stringify([{}, { [key]: 1 }]),
          headers: { 'Next-Action': '0', 'Content-Type': 'text/plain' },
        })
      ).status,
      key,
    ).toBeLessThan(500);
  }
  const after = await eve.go('/sign-in');
  expect(after.status).toBe(baseline);
  expect((await send(server, '/health/ready')).status).toBe(200);
});
