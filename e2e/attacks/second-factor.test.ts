import { APP, addApp, codeOfApp, keyOn } from '#e2e/support/authenticator-app';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const CODES = '/settings/recovery-codes';

const codesOn = (text: string) =>
  [...text.matchAll(/<li>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</g)].map(([, code]) => String(code));

/** Somebody with an app; the code of now is still good. */
async function withApp(server: TestServer) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  const key = await addApp(visitor);
  return { visitor, email, key };
}

async function halfIn(server: TestServer, email: string) {
  const visitor = newVisitor(server);
  const begun = await visitor.signIn(email);
  expect(begun.headers.location).toBe('/sign-in/second-factor');
  return visitor;
}

const sessionsOf = (server: TestServer, email: string) =>
  rows(server, 'select s.id from sessions s join users u on u.id = s.user_id where u.email = ?', email).length; // biome-ignore format: one line

test('half a sign-in opens no page, no payload, no endpoint and no action', async ({ server }) => {
  const { email } = await withApp(server);
  const thief = await halfIn(server, email);
  expect(thief.cookies.has('session')).toBe(false);
  for (const path of ['/dashboard', APP, CODES, '/settings/security', '/confirm', '/device'])
    for (const headers of [{}, { RSC: '1' }]) {
      const answer = await thief.go(path, { headers });
      expect(answer.text, path).not.toContain(email);
      expect(answer.text, path).not.toMatch(/[A-Z2-7]{4} [A-Z2-7]{4}/);
    }
  expect((await thief.go('/api/v1/me')).status).toBe(401);
  expect((await thief.download(`${CODES}/file`, { form: 'x' })).status).not.toBe(200);
});

test('of many who send one code of an app at once, in browsers of their own, one is let in', async ({
  server,
}) => {
  const { email, key } = await withApp(server);
  const before = sessionsOf(server, email);
  const held = await Promise.all(Array.from({ length: 6 }, () => halfIn(server, email)));
  const forms = await Promise.all(held.map((one) => one.form('/sign-in/second-factor')));
  const code = codeOfApp(key);
  await Promise.all(held.map((one, nth) => one.submit(forms[nth] as (typeof forms)[0], [['code', code]]))); // biome-ignore format: one line
  expect(sessionsOf(server, email)).toBe(before + 1);
});

test('of many who send one recovery code at once one is let in', async ({ server }) => {
  const { visitor, email } = await withApp(server);
  const made = await visitor.submit(await visitor.form(CODES), []);
  const codes = codesOn(made.text);
  expect([made.status, codes.length]).toEqual([200, 10]);
  const before = sessionsOf(server, email);
  const held = await Promise.all(Array.from({ length: 6 }, () => halfIn(server, email)));
  const forms = await Promise.all(held.map((one) => one.form('/sign-in/second-factor?by=recovery_code'))); // biome-ignore format: one line
  await Promise.all(held.map((one, nth) => one.submit(forms[nth] as (typeof forms)[0], [['code', codes[0] ?? '']]))); // biome-ignore format: one line
  expect(sessionsOf(server, email)).toBe(before + 1);
});

test('a session that knows the password alone sets nothing up, makes no codes and removes nothing', async ({
  server,
}) => {
  const older = newVisitor(server);
  const email = await older.signUp();
  const [setUp, codes] = [await older.form(APP), await older.form(CODES)];
  const owner = newVisitor(server);
  await owner.signIn(email);
  await addApp(owner);
  const remove = await owner.form(APP);
  const count = () => rows(server, 'select id from credentials').length;
  const before = count();
  const key = keyOn((await older.go(APP)).text);
  expect(key).toBe('');
  for (const path of [APP, CODES])
    expect((await older.go(path)).headers.location).toBe(
      `/confirm?next=${encodeURIComponent(path)}`,
    );
  for (const form of [codes, remove])
    expect((await older.submit(form, [])).headers.location).toContain('/confirm?next=');
  expect((await older.submit(setUp, [['code', '000000']])).status).toBe(422);
  const confirm = await older.form(`/confirm?next=${encodeURIComponent(APP)}`);
  for (const factor of ['', '000000', PASSWORD])
    expect((await older.submit(confirm, [['password', PASSWORD], ['factor', factor]])).status).toBe(422); // biome-ignore format: one line
  expect((await older.download(`${CODES}/file`, { form: 'x' })).headers.location).toContain(
    '/confirm',
  );
  expect(count()).toBe(before);
});

test('the key is on its one page, anew each time, and nowhere else; no answer is kept', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const pages = [await visitor.go(APP), await visitor.go(APP)];
  const keys = pages.map(({ text }) => keyOn(text));
  expect(new Set(keys).size).toBe(2);
  for (const { headers } of pages) expect(headers['cache-control']).toBe('private, no-store');
  for (const path of ['/settings/security', CODES, '/settings/activity', '/dashboard'])
    for (const headers of [{}, { RSC: '1' }]) {
      const { text } = await visitor.go(path, { headers });
      for (const key of keys) {
        expect(text, path).not.toContain(key);
        expect(text, path).not.toContain(key.replaceAll(' ', ''));
      }
    }
  expect((await visitor.download('/settings/data/export')).text).not.toContain(keys[1]?.replaceAll(' ', '')); // biome-ignore format: one line
  const stale = await visitor.form(APP);
  const old = await visitor.submit(stale, [['code', codeOfApp(keys[1] ?? '')]]);
  expect(old.status).toBe(422);
});

test('recovery codes are in the answer to their form alone, and in nobody else’s hands by its number', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const form = await visitor.form(CODES);
  const number = String(form.hidden.find(([name]) => name === 'form')?.[1]);
  const made = await visitor.submit(form, []);
  const codes = codesOn(made.text);
  expect([codes.length, made.headers['cache-control']]).toEqual([10, expect.stringContaining('no-store')]); // biome-ignore format: one line
  expect(made.setCookies.join(' ')).not.toMatch(/flash/);
  for (const path of [CODES, '/settings/security', '/settings/activity'])
    for (const headers of [{}, { RSC: '1' }])
      expect(codesOn((await visitor.go(path, { headers })).text)).toEqual([]);
  const file = await visitor.download(`${CODES}/file`, { form: number });
  expect(file.headers['content-disposition']).toContain('attachment');
  for (const code of codes) expect(file.text).toContain(code);
  const thief = newVisitor(server);
  await thief.signUp();
  for (const given of [number, '', 'x', `${number}'`]) {
    const answer = await thief.download(`${CODES}/file`, { form: given });
    expect([answer.status, answer.headers.location]).toEqual([expect.any(Number), CODES]);
    for (const code of codes) expect(answer.text).not.toContain(code);
  }
  change(server, 'update credentials set created_at = created_at - 600001');
  expect((await visitor.download(`${CODES}/file`, { form: number })).headers.location).toBe(CODES);
});
