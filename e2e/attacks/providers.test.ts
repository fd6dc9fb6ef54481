import { randomUUID } from 'node:crypto';
import { newAccount } from '#e2e/support/account';
import { comparableAnswer } from '#e2e/support/comparable-answer';
import { addTestProvider, connect } from '#e2e/support/providers';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newEmail, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ELSEWHERE = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };

/** Where the provider is asked for this visitor: the address that the page leads to. */
async function begin(visitor: Visitor, form = { next: '/notes' }): Promise<string> {
  const body = String(new URLSearchParams(form));
  const begun = await visitor.go('/sign-in/with/acme', { method: 'POST', headers: FORM, body });
  const page = await visitor.go(String(begun.headers.location));
  const [, url = ''] = page.text.match(/content="0;url=([^"]+)"/) ?? [];
  return url.replaceAll('&amp;', '&');
}

const back = (visitor: Visitor, returned: URLSearchParams) =>
  visitor.go(`/callback/acme?${returned}`);
const people = (server: TestServer) => rows(server, 'select id from sessions').length;

test('what a provider answers counts in the browser that asked, once, and begins nothing by force', async ({
  server,
}) => {
  const { provider, removed } = await addTestProvider(server, 'acme');
  const [ada, eve] = [newVisitor(server), newVisitor(server)];
  const before = people(server);
  const returned = await provider.visit(await begin(ada));
  await begin(eve);
  expect((await back(eve, returned)).headers.location).toBe('/sign-in');
  expect((await back(newVisitor(server), returned)).headers.location).toBe('/sign-in');
  expect((await back(ada, returned)).headers.location).toMatch(/^\/sign-in\/finish\//);
  expect((await back(ada, returned)).headers.location).toBe('/sign-in');
  const forced = await ada.go('/sign-in/with/acme', { method: 'POST', headers: { ...FORM, ...ELSEWHERE }, body: '' }); // biome-ignore format: one line
  expect(forced.status).toBe(403);
  expect((await ada.go('/sign-in/with/acme')).status).toBe(405);
  const posted = await ada.go('/callback/acme', { method: 'POST', headers: { ...FORM, ...ELSEWHERE }, body: String(returned) }); // biome-ignore format: one line
  expect(posted.status).toBe(404);
  expect(people(server)).toBe(before);
  removed();
});

test('nobody is led elsewhere by what stands in a form or in an answer', async ({ server }) => {
  const { provider, removed } = await addTestProvider(server, 'acme');
  const { email } = await newAccount(server);
  provider.person = { sub: `sub-${Date.now()}` };
  connect(server, email, provider);
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/callback/acme', '/\t/evil.example']) {
    const visitor = newVisitor(server);
    const returned = await provider.visit(await begin(visitor, { next }));
    for (const part of ['next', 'redirect_uri', 'callbackURL']) returned.set(part, next);
    const answer = await back(visitor, returned);
    expect([next, answer.headers.location]).toEqual([next, '/dashboard']);
    expect(visitor.cookies.has('session')).toBe(true);
  }
  removed();
}); // biome-ignore format: one list

test('somebody unknown sees the same, whether the address that came along has an account or not', async ({
  server,
}) => {
  const { provider, removed } = await addTestProvider(server, 'acme');
  /** All that is answered on the way from the provider to the code. */
  async function seen(email: string) {
    // Nobody is mailed twice within a minute, whoever it is.
    change(server, 'delete from limits');
    const visitor = newVisitor(server);
    provider.person = { sub: randomUUID(), claims: { email, email_verified: true, name: 'Ada' } };
    const returned = await provider.visit(await begin(visitor));
    const path = String((await back(visitor, returned)).headers.location);
    const flow = path.slice('/sign-in/finish/'.length);
    const page = await visitor.go(path);
    const form = await visitor.form(path);
    const sent = await visitor.submit(form, [['name', 'Ada'], ['email', email]]); // biome-ignore format: one line
    const asked = await visitor.go('/sign-up/verify');
    return [page, sent, asked].map((answer) =>
      comparableAnswer({ ...answer, text: answer.text.replaceAll(flow, 'FLOW') }, email),
    );
  }
  const known = await newVisitor(server).signUp();
  const before = rows(server, 'select id from connections').length;
  const [ofNobody, ofSomebody] = [await seen(newEmail()), await seen(known)];
  expect(ofSomebody).toEqual(ofNobody);
  expect(ofNobody.map(({ status }) => status)).toEqual([200, 303, 200]);
  expect(rows(server, 'select id from connections').length).toBe(before);
  removed();
});

test('what a provider says of an error is shown to nobody', async ({ server }) => {
  const { provider, removed } = await addTestProvider(server, 'acme');
  const visitor = newVisitor(server);
  const returned = await provider.visit(await begin(visitor));
  const html = '<img src=x onerror=alert(1)>';
  const said = new URLSearchParams({ state: String(returned.get('state')), error: html, error_description: html, error_uri: 'https://evil.example' }); // biome-ignore format: one line
  const answer = await back(visitor, said);
  expect(answer.headers.location).toBe('/sign-in?next=%2Fnotes');
  const { text } = await visitor.go(String(answer.headers.location));
  expect(text).toContain('That provider did not answer as it should');
  for (const part of ['onerror', 'evil.example']) expect(text).not.toContain(part);
  removed();
});
