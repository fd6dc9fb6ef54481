import { addTestProvider } from '#e2e/support/providers';
import { rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ELSEWHERE = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };

/** Where the provider is asked for this visitor: the address that the page leads to. */
async function begin(visitor: Visitor): Promise<string> {
  const begun = await visitor.go('/sign-in/with/acme', { method: 'POST', headers: FORM, body: 'next=/notes' }); // biome-ignore format: one line
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
