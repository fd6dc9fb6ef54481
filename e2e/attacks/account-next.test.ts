import { ageProofs, askForReset, newOwner, reset, resetCode } from '#e2e/support/account-acts';
import type { Answer, PageForm } from '#e2e/support/http';
import type { Field } from '#e2e/support/multipart';
import { change } from '#e2e/support/rows';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const HOSTILE = [
  '//evil.test', '/\\evil.test', '/\t/evil.test', '/%09/evil.test', '/%5cevil.test', 'https:evil.test', 'https://evil.test',
  'https:///evil.test', 'javascript:alert(1)', 'data:text/html,x', '@evil.test', '/..//evil.test', '/.//evil.test', '/%2f%2fevil.test',
  '/%252f%252fevil.test', '／／evil.test', '/\u2028/evil.test', ' //evil.test', '/\r\nSet-Cookie: a=b', '/%0d%0aSet-Cookie:a=b', '',
  '/sign-in?next=//evil.test', '/sign-out', '/confirm', '/confirm?next=/confirm', '/session/alive', '/_next/static', '/dev/mailbox', `/${'a'.repeat(9_000)}`,
]; // biome-ignore format: one list

test('no hostile `next` leads from the proof or the reset anywhere but to a page of this site', {
  tag: '@long',
}, async ({ server }) => {
  const { visitor: ada, email } = await newOwner(server);
  const without = ({ path, hidden }: PageForm) => ({
    path,
    hidden: hidden.filter(([name]) => name !== 'next'),
  });
  const confirm = without(await ada.form('/confirm'));
  const forgot = without(await newVisitor(server).form('/forgot-password'));
  const seen: [string, Answer][] = [];
  for (const [nth, next] of HOSTILE.entries()) {
    change(server, 'delete from limits');
    const typed: Field[] = [['next', next]];
    seen.push([next, await ada.submit(confirm, [['password', PASSWORD], ...typed])]);
    // All go through one function: some of them are enough at a door that costs more.
    if (nth % 7) continue;
    const eve = newVisitor(server);
    const begun = await eve.submit(forgot, [['email', email], ...typed]);
    if (begun.status !== 303) seen.push([next, begun]);
    else {
      seen.push([next, await reset(eve, await resetCode(server, email), PASSWORD)]);
      await ada.signIn(email);
    }
  }
  for (const [next, { status, headers, setCookies }] of seen) {
    expect([303, 422], next.slice(0, 40)).toContain(status);
    if (status === 303) expect(headers.location, next.slice(0, 40)).toBe('/dashboard');
    expect(setCookies.join()).not.toMatch(/a=b/);
  }
  expect(seen.filter(([, { status }]) => status === 303).length).toBeGreaterThan(25);
});

test('no address shows a hostile `next` as a link, an action or a value', async ({ server }) => {
  const { visitor: ada } = await newOwner(server);
  for (const next of HOSTILE.filter(({ length }) => length < 8_000)) {
    for (const path of ['/confirm', '/forgot-password']) {
      const { text, status } = await ada.go(`${path}?next=${encodeURIComponent(next)}`);
      expect(status, next).toBe(200);
      expect(text, next).toContain('name="next" value="/dashboard"');
      expect(text, next).not.toMatch(/(href|action|value)="(\/\/|https?:|javascript:|data:|\/\\)/i);
    }
  }
  for (const query of ['next=/a&next=//evil.test', 'next[]=//evil.test', 'next=%ff', 'next'])
    expect((await ada.go(`/confirm?${query}`)).text).toContain('name="next" value="/dashboard"');
});

test('a deep link is kept with its whole query through a reset and through a proof', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const deep = '/settings/activity?before=g&a=1&b=%2F%2Fevil';
  const eve = newVisitor(server);
  const gate = await eve.go(deep);
  const page = await eve.go(String(gate.headers.location));
  const forgot = page.text.match(/href="(\/forgot-password[^"]*)"/)?.[1]?.replaceAll('&amp;', '&');
  await askForReset(eve, email, String(forgot));
  const done = await reset(eve, await resetCode(server, email), PASSWORD);
  expect(done.headers.location).toBe(deep);
  await ada.signIn(email);
  ageProofs(server, email);
  const path = '/settings/data?a=1&b=%2F%2Fevil';
  const asked = await ada.go(path);
  const confirm = await ada.form(String(asked.headers.location));
  const proven = await ada.submit(confirm, [['password', PASSWORD]]);
  expect(proven.headers.location).toBe(path);
  expect((await ada.go(path)).status).toBe(200);
});

test('a return path that was left behind is not taken by the next person who signs in', async ({
  server,
}) => {
  const { email } = await newOwner(server);
  const { email: other } = await newOwner(server);
  const shared = newVisitor(server);
  await askForReset(shared, email, '/forgot-password?next=/settings/data');
  expect((await shared.signIn(other)).headers.location).toBe('/dashboard');
  await shared.signOut();
  const code = await resetCode(server, email);
  const done = await reset(shared, code);
  expect(done.headers.location).toBe('/settings/data');
  await shared.signOut();
  expect((await shared.go('/reset-password')).headers.location).toBe('/forgot-password');
  expect((await shared.signIn(other)).headers.location).toBe('/dashboard');
});

test('no way through the proof goes in circles', async ({ server }) => {
  const { visitor: ada, email } = await newOwner(server);
  for (const path of ['/settings/data', '/settings/email', '/confirm', '/settings/data/export']) {
    ageProofs(server, email);
    let answer = await ada.go(path);
    let hops = 0;
    while (answer.headers.location && hops++ < 6) answer = await ada.go(answer.headers.location);
    expect([answer.status, hops <= 3], path).toEqual([200, true]);
    expect(answer.text, path).toContain('Confirm it’s you');
  }
});
