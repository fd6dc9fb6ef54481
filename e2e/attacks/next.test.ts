import { type Answer, send } from '#e2e/support/http';
import type { Field } from '#e2e/support/multipart';
import { change } from '#e2e/support/rows';
import { expect, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const HOSTILE = [
  '//evil.test', '///evil.test', '/\\evil.test', '\\\\evil.test', '/\t/evil.test', '/%09/evil.test', '/%5cevil.test', '/%5c%5cevil.test',
  'https:evil.test', 'https://evil.test', 'https:///evil.test', 'HTTPS://evil.test', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)',
  'data:text/html,x', 'vbscript:x', 'evil.test', '.evil.test', '@evil.test', '/..//evil.test', '/.//evil.test', '/x/..//evil.test',
  '/%2f%2fevil.test', '/%252f%252fevil.test', '/%2fevil.test', '／／evil.test', '/／evil.test', '/\u2028/evil.test', ' //evil.test',
  '\u00a0//evil.test', '/\r\nSet-Cookie: a=b', '/%0d%0aSet-Cookie:a=b', '/\u0000', '', '?x', '#x', '/%', '/%ff', 'http://localhost@evil.test',
  '/sign-in?next=//evil.test', '/sign-in', '/sign-out', '/SIGN-OUT', '/sign-up', '/api/v1/me', '/_next/static', '/health/live', '/metrics', '/dev/mailbox',
  `/${'a'.repeat(20_000)}`,
]; // biome-ignore format: one list

test('no hostile `next` leads anywhere but to a page of this site', { tag: '@long' }, async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const form = await newVisitor(server).form('/sign-in');
  const hidden = form.hidden.filter(([name]) => name !== 'next');
  const answers: Answer[] = [];
  for (const [index, next] of HOSTILE.entries()) {
    // Right passwords have a ceiling too, and this is not about it.
    if (index % 20 === 0) change(server, 'delete from limits');
    const typed: Field[] = [
      ['email', email],
      ['password', PASSWORD],
      ['next', next],
    ];
    answers.push(await newVisitor(server).submit({ ...form, hidden }, typed));
  }
  for (const [index, answer] of answers.entries()) {
    const next = HOSTILE[index]!;
    expect([303, 422], next.slice(0, 40)).toContain(answer.status);
    const location = answer.headers.location ?? '/dashboard';
    expect(new URL(location, server.url).origin, next).toBe(server.url);
    expect(location, next).toMatch(/^\/(?![/\\])/);
    expect(location, next).not.toMatch(/sign-(in|out|up)(\?|$)|evil\.test(?!$)|[\r\n]/);
    expect(answer.setCookies.join(), next).not.toMatch(/a=b/);
  }
  for (const [index, next] of HOSTILE.filter(({ length }) => length < 9_000).entries()) {
    const address = `${index % 2 ? '/sign-in' : '/sign-up'}?next=${encodeURIComponent(next)}`;
    const open = await send(server, address, { headers: { 'X-Forwarded-For': newNetwork() } });
    expect(open.status, next).toBe(200);
    expect(open.text, next).not.toMatch(
      /(href|action|value)="(\/\/|https?:|javascript:|data:text|\/\\)/i,
    );
    const inside = await ada.go(address);
    expect(new URL(inside.headers.location ?? '', server.url).origin, next).toBe(server.url);
  }
});

test('a `next` that comes twice or as a file leads to the dashboard or is refused', async ({
  server,
}) => {
  const email = await newVisitor(server).signUp();
  for (const query of ['next=/a&next=//evil.test', 'next[]=//evil.test', 'next=%ff%fe', 'next']) {
    const open = await send(server, `/sign-in?${query}`);
    expect(open.status).toBe(200);
    expect(open.text).toContain('name="next" value="/dashboard"');
  }
  const form = await newVisitor(server).form('/sign-in');
  const twice = await newVisitor(server).submit(form, [
    ['email', email],
    ['password', PASSWORD],
    ['next', '//evil.test'],
  ]);
  expect(twice.status).toBe(422);
});

test('a deep link is kept with its whole query, shown, and forgotten after one sign-in', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const eve = newVisitor(server);
  const path = '/settings/sessions?a=1&b=%2F%2Fevil&done=x';
  const gate = await eve.go(path);
  expect(gate.setCookies).toEqual([]);
  expect(new URL(gate.headers.location ?? '', server.url).searchParams.get('next')).toBe(path);
  const answer = await eve.submit(
    await eve.form(String(gate.headers.location).replace(server.url, '')),
    [
      ['email', email],
      ['password', PASSWORD],
    ],
  );
  expect(answer.headers.location).toBe(path);
  await eve.signOut();
  expect((await eve.signIn(email)).headers.location).toBe('/dashboard');
});

test('a deep link of the longest kind is kept through sign-in and sign-up; a longer one is said to be that', async ({
  server,
}) => {
  const email = await newVisitor(server).signUp();
  const start = '/settings/sessions?q=%2F%2Fevil.test&long=';
  const path = `${start}${'a&%E6%BC%A2='.repeat(656)}&end=yes`;
  expect(Math.abs(path.length - 8_000)).toBeLessThan(100);
  for (const dead of [false, true]) {
    const eve = newVisitor(server);
    // A cookie that opens nothing takes the other way to the page of sign-in.
    if (dead) eve.cookies.set('session', 'x');
    const gate = await eve.go(path);
    expect(gate.status).toBe(307);
    const way = String(gate.headers.location).replace(server.url, '');
    expect(way).toMatch(/^\/sign-in\?next=%7E[0-9a-f]{64}$/);
    const page = await eve.go(way);
    expect(page.text).toMatch(/href="\/sign-up\?next=%7E[0-9a-f]{64}"/);
    expect(page.text).toMatch(/href="\/forgot-password\?next=%7E[0-9a-f]{64}"/);
    const answer = await eve.submit(await eve.form(way), [
      ['email', email],
      ['password', PASSWORD],
    ]);
    expect([answer.status, answer.headers.location]).toEqual([303, path]);
    expect((await eve.go(path)).status).toBe(200);
  }
  for (const length of [8_193, 12_000]) {
    const long = await newVisitor(server).go(start.padEnd(length, 'a'));
    expect([long.status, long.text.includes('This address is too long')]).toEqual([414, true]);
  }
  const head = await newVisitor(server).go(start.padEnd(20_000, 'a'));
  expect(head.status).toBe(431);
});

test('coming back never goes in circles', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  for (const next of ['/sign-in', '/sign-out', '/admin', '/sign-up/verify', '/nothing']) {
    const eve = newVisitor(server);
    let answer = await eve.submit(await eve.form(`/sign-in?next=${encodeURIComponent(next)}`), [
      ['email', email],
      ['password', PASSWORD],
    ]);
    let hops = 0;
    while (answer.headers.location && hops++ < 4)
      answer = await eve.go(answer.headers.location.replace(server.url, ''));
    expect(hops, next).toBeLessThanOrEqual(3);
    expect(eve.cookies.has('session'), next).toBe(true);
    expect(answer.status).toBeLessThan(500);
  }
});
