import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { authorize, uidOf } from '#lib/oauth/flows.test-support';
import { hasRequestBinding } from '#lib/oauth/request-binding';
import {
  changeSettings,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

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
  return { given: answer.headers.getSetCookie(), uid: uidOf(location) };
}

/** What a browser does with what it is given. */
function keep(lines: string[]) {
  for (const line of lines) {
    const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, { value, maxAge: undefined });
  }
}
const cookie = () => [...jar].map(([name, { value }]) => `${name}=${value}`).join('; ');

test('a browser is asked what was begun in it, and nothing else', async () => {
  expect(await hasRequestBinding('')).toBe(false);
  const elsewhere = await begin();
  const first = await begin();
  keep(first.given);
  expect(await hasRequestBinding(first.uid)).toBe(true);
  expect(await hasRequestBinding(elsewhere.uid)).toBe(false);
  for (const odd of ['', '.', '__proto__', `${first.uid}=`, 'x'.repeat(65), `${first.uid};a`])
    expect(await hasRequestBinding(odd), odd).toBe(false);
});

test.each(['at once', 'one after another'])(
  'of seven tabs that begin %s each can be answered',
  async (how) => {
    const tabs: Awaited<ReturnType<typeof begin>>[] = [];
    if (how === 'at once') {
      tabs.push(...(await Promise.all(Array.from({ length: 7 }, () => begin(cookie())))));
      for (const { given } of tabs) keep(given);
    }
    while (tabs.length < 7) {
      const tab = await begin(cookie());
      keep(tab.given);
      tabs.push(tab);
    }
    expect(new Set(tabs.map(({ uid }) => uid)).size).toBe(7);
    for (const { uid } of tabs) expect(await hasRequestBinding(uid)).toBe(true);
  },
);

test('the latest sixteen of very many count, and their cookies stay short', async () => {
  const uids: string[] = [];
  const start = Date.now();
  for (let nth = 0; nth < 20; nth++) {
    setClock(start + nth * 1000);
    const tab = await begin(cookie());
    keep(tab.given);
    uids.push(tab.uid);
  }
  expect([...jar.keys()].filter((name) => name.startsWith('asked-'))).toHaveLength(16);
  expect(cookie().length).toBeLessThan(2048);
  const open = await Promise.all(uids.map(hasRequestBinding));
  expect(open).toEqual([...Array(4).fill(false), ...Array(16).fill(true)]);
});

test('under https no other host, not even under the same domain, can set what binds a request to a browser', async () => {
  changeSettings({
    APP_URL: 'https://gate.example',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'gate@gate.example',
    EXAMPLES: 'on',
  });
  clearSingleton('oauth');
  onTestFinished(() => clearSingleton('oauth'));
  const { answer } = await authorize({}, { 'x-forwarded-proto': 'https' });
  const given = answer.headers.getSetCookie();
  expect(given.map((line) => line.split('=')[0])).toEqual([
    expect.stringMatching(/^__Host-asked-[\w-]+$/),
    '__Secure-oauth-resume',
    '__Secure-oauth-resume.sig',
  ]);
  expect(given[0]).toMatch(/; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=lax$/);
  for (const line of given) expect(line).toMatch(/; secure/i);
});
