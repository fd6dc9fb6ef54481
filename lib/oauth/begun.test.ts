import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { changeSettings, emptyTables, forget } from '#lib/fresh.test-support';
import { hasBegunRequest } from '#lib/oauth/begun';
import { authorize, uidOf } from '#lib/oauth/flows.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

beforeEach(async () => {
  await emptyTables();
  jar.clear();
});

/** A program sends a browser that has these cookies; what it is given, and the number of the request. */
async function begin(cookie = '') {
  const { answer, location } = await authorize({}, { cookie });
  const given = answer.headers.getSetCookie();
  const [, name = '', value = ''] = given[0]?.match(/^([^=]+)=([^;]*)/) ?? [];
  jar.set(name, { value, maxAge: undefined });
  return { given, uid: uidOf(location), cookie: `${name}=${value}` };
}

test('a browser is asked what was begun in it, in more than one tab', async () => {
  expect(await hasBegunRequest('')).toBe(false);
  const first = await begin();
  expect(await hasBegunRequest(first.uid)).toBe(true);
  const second = await begin(`theme=x; ${first.cookie}`);
  for (const { uid } of [first, second]) expect(await hasBegunRequest(uid)).toBe(true);
  const elsewhere = await begin();
  expect(await hasBegunRequest(first.uid)).toBe(false);
  expect(await hasBegunRequest(elsewhere.uid)).toBe(true);
});

test('of very many the latest five count', async () => {
  let { cookie, uid: oldest } = await begin();
  for (let nth = 0; nth < 5; nth++) ({ cookie } = await begin(cookie));
  expect(cookie.length).toBeLessThan(300);
  expect(await hasBegunRequest(oldest)).toBe(false);
});

test('under https no other host, not even under the same domain, can set what binds a request to a browser', async () => {
  changeSettings({
    APP_URL: 'https://gate.example',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'gate@gate.example',
  });
  forget('oauth');
  onTestFinished(() => forget('oauth'));
  const { answer } = await authorize({}, { 'x-forwarded-proto': 'https' });
  const given = answer.headers.getSetCookie();
  expect(given.map((line) => line.split('=')[0])).toEqual([
    '__Host-asked',
    '__Secure-oauth-resume',
    '__Secure-oauth-resume.sig',
  ]);
  expect(given[0]).toMatch(/; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=lax$/);
  for (const line of given) expect(line).toMatch(/; secure/i);
});
