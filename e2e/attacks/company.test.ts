import { randomUUID } from 'node:crypto';
import { comparableAnswer } from '#e2e/support/comparable-answer';
import { send } from '#e2e/support/http';
import { addTestProvider, sendDomain } from '#e2e/support/providers';
import { change, rows } from '#e2e/support/rows';
import { LIGHT, startServer } from '#e2e/support/server';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Every form that takes an address from a stranger, and what goes with it. */
const FORMS: [path: string, more: [string, string][]][] = [
  ['/sign-in', [['password', PASSWORD]]],
  ['/sign-in/code', []],
  ['/forgot-password', []],
  ['/sign-up', [['name', 'Ada'], ['password', PASSWORD]]],
]; // biome-ignore format: one line each

test('every form answers an address of a required domain alike, whether it has an account or not, and however it is written', async ({
  server,
}) => {
  const { removed } = await addTestProvider(server, 'acme');
  const domain = `c${Date.now()}.example`;
  const known = `ada@${domain}`;
  await newVisitor(server).signUp({ email: known });
  const opened = await sendDomain(server, domain, '--provider', 'acme', '--required');
  const before = rows(server, 'select id from sessions').length;
  const mails = rows(server, 'select id from outbox').length;
  for (const [path, more] of FORMS) {
    /** What is answered to this address, and on the page that it leads to. */
    async function seen(email: string) {
      const visitor = newVisitor(server);
      const form = await visitor.form(path);
      const sent = await visitor.submit(form, [['email', email], ...more]);
      const page = await visitor.go(String(sent.headers.location));
      return [sent, page].map((answer) => comparableAnswer(answer, email));
    }
    const [ofSomebody, ofNobody] = [await seen(known), await seen(`${randomUUID()}@${domain}`)];
    expect(ofSomebody).toEqual(ofNobody);
    expect([path, ofNobody[0]?.status, ofNobody[1]?.status]).toEqual([path, 303, 200]);
    expect(JSON.stringify(ofNobody[0])).toContain(`/sign-in/company/${domain}`);
    if (path !== '/sign-in') continue;
    for (const written of [known.toUpperCase(), `Ada <${known}>`, ` ${known}. `])
      expect(JSON.stringify((await seen(written))[0])).toContain(`/sign-in/company/${domain}`);
    for (const other of [`ada@mail.${domain}`, `ada@x${domain}`])
      expect(JSON.stringify(await seen(other))).not.toContain('/sign-in/company/');
  }
  expect(rows(server, 'select id from sessions').length).toBe(before);
  expect(rows(server, 'select id from outbox where recipient = ?', known).length).toBeLessThanOrEqual(mails); // biome-ignore format: one line
  opened();
  removed();
});

test('every form offers the provider to an address of its domain, whether it has an account or not', async ({
  server,
}) => {
  const { removed } = await addTestProvider(server, 'acme');
  const domain = `o${Date.now()}.example`;
  const known = `ada@${domain}`;
  await newVisitor(server).signUp({ email: known });
  const opened = await sendDomain(server, domain, '--provider', 'acme');
  /** What is answered to this address: at once, or by the page that waits for a code. */
  async function seen(path: string, email: string, more: [string, string][]) {
    change(server, 'delete from limits');
    const visitor = newVisitor(server);
    const sent = await visitor.submit(await visitor.form(path), [['email', email], ...more]);
    const { location } = sent.headers;
    const page = location ? await visitor.go(location) : sent;
    return comparableAnswer(page, email);
  }
  const wrong: [string, string][] = [['password', 'not the password']];
  for (const [path, more] of [...FORMS.slice(1), ['/sign-in', wrong], ['/sign-in', []], ['/sign-up', wrong]] as typeof FORMS) {
    const [ofSomebody, ofNobody] = [await seen(path, known, more), await seen(path, `${randomUUID()}@${domain}`, more)];
    expect(ofSomebody).toEqual(ofNobody);
    const text = JSON.stringify(ofNobody);
    expect([path, text.includes(`/sign-in/company/${domain}?next=`), text.includes(`Continue with ${domain}`)]).toEqual([path, true, true]);
    const other = JSON.stringify(await seen(path, `ada@mail.${domain}`, more));
    expect([path, other.includes('/sign-in/company/')]).toEqual([path, false]);
  }
  // Nobody is kept from their password, and no word of somebody else's stands in the link.
  const visitor = newVisitor(server);
  const form = await visitor.form('/sign-in?next=%2F%2Fevil.example');
  const refused = await visitor.submit(form, [['email', known], ...wrong, ['next', '//evil.example']]);
  expect(refused.text).toContain(`/sign-in/company/${domain}?next=%2Fdashboard`);
  expect((await visitor.signIn(known)).status).toBe(303);
  // A provider that is gone is offered to nobody.
  change(server, "update company_domains set provider = 'gone' where domain = ?", domain);
  const page = await newVisitor(server).go(`/sign-in/company/${domain}`);
  expect([page.status, page.headers.location]).toEqual([307, '/sign-in?next=%2Fdashboard']);
  opened();
  removed();
}); // biome-ignore format: one line each

test('whom the provider signs out is out here at once, and nobody else says so', async ({ server }) => {
  const { provider, removed } = await addTestProvider(server, 'acme');
  const domain = `l${Date.now()}.example`;
  const opened = await sendDomain(server, domain, '--provider', 'acme');
  /** Somebody who comes by the provider, as a browser would. */
  async function comes(name: string) {
    const visitor = newVisitor(server);
    provider.person = { sub: `${name}-${domain}`, claims: { email: `${name}@${domain}` } };
    const begun = await visitor.go('/sign-in/with/acme', { method: 'POST', headers: FORM, body: '' });
    const page = await visitor.go(String(begun.headers.location));
    const [, url = ''] = page.text.match(/content="0;url=([^"]+)"/) ?? [];
    const returned = await provider.visit(url.replaceAll('&amp;', '&'));
    expect((await visitor.go(`/callback/acme?${returned}`)).headers.location).toBe('/dashboard');
    return { visitor, sub: provider.person.sub, sid: provider.sid };
  }
  const status = async ({ visitor }: { visitor: Visitor }) => (await visitor.go('/dashboard')).status;
  const [ada, bob] = [await comes('ada'), await comes('bob')];
  const say = (body: string, headers: Record<string, string> = {}, path = '/callback/acme/logout') =>
    send(server, path, { method: 'POST', headers: { ...FORM, ...headers }, body });
  const iat = Math.floor(Date.now() / 1000);
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const claims = { iss: provider.issuer, aud: provider.client.id, iat, exp: iat + 60, events, sub: ada.sub };
  const token = await provider.sign({ ...claims, jti: randomUUID() });
  const good = `logout_token=${token}`;
  for (const [body, headers, path, expected] of [
    ['', {}, undefined, 400],
    ['logout_token=', {}, undefined, 400],
    ['logout_token=nonsense', {}, undefined, 400],
    [good.slice(0, -4), {}, undefined, 400],
    [`logout_token=${await provider.sign({ ...claims, jti: randomUUID(), nonce: 'x' })}`, {}, undefined, 400],
    [good, {}, '/callback/other/logout', 400],
    [good, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, undefined, 403],
    [good, { Cookie: 'session=x' }, undefined, 403],
  ] as const)
    expect([body, (await say(body, headers, path)).status]).toEqual([body, expected]);
  expect((await send(server, `/callback/acme/logout?${good}`)).status).toBe(405);
  expect([await status(ada), await status(bob)]).toEqual([200, 200]);
  // By the provider itself, as its engine says it.
  await provider.signOut(ada.sub, ada.sid);
  expect([await status(ada), await status(bob)]).toEqual([307, 200]);
  // And by a token that means all of theirs, which counts once.
  const again = await comes('ada');
  const answer = await say(good);
  expect([answer.status, answer.headers['cache-control']]).toEqual([200, expect.stringContaining('no-store')]);
  expect(await status(again)).toBe(307);
  const third = await comes('ada');
  expect((await say(good)).status).toBe(400);
  expect(await status(third)).toBe(200);
  opened();
  removed();
}); // biome-ignore format: tables

test('a server of a container sends the domains that its settings name', {
  tag: '@long',
}, async () => {
  const acme = { kind: 'oidc', name: 'acme', title: 'Acme', issuer: 'https://id.acme.example', clientId: 'us', clientSecret: 'a secret' };
  const domains = [{ domain: 'ACME.example', required: true, roles: 'groups=staff:support' }];
  const PROVIDERS = JSON.stringify([{ ...acme, domains }]);
  const server = await startServer({ ...LIGHT, PROVIDERS });
  const stored = () => rows(server, 'select domain, provider, is_required, roles, verified_at from company_domains');
  const row = { domain: 'acme.example', provider: 'acme', is_required: 1, roles: 'groups=staff:support', verified_at: null };
  await expect.poll(stored).toEqual([row]);
  const asked = async () => {
    const visitor = newVisitor(server);
    const form = await visitor.form('/sign-in');
    return (await visitor.submit(form, [['email', 'ada@acme.example'], ['password', PASSWORD]])).headers.location;
  };
  // The DNS has not said it yet.
  expect(await asked()).toBeUndefined();
  change(server, 'update company_domains set verified_at = 1');
  expect(await asked()).toBe('/sign-in/company/acme.example?next=%2Fdashboard');
  await server.remove();
}); // biome-ignore format: one line each

test('the page of a domain that is sent nowhere is the sign-in page, and leads nowhere else', async ({
  server,
}) => {
  for (const asked of ['example.com', 'ACME', '%2e%2e', 'evil.example%2f..', '<b>x</b>', `${'a'.repeat(300)}.example`]) {
    const answer = await newVisitor(server).go(`/sign-in/company/${encodeURIComponent(asked)}?next=//evil.example`);
    expect([asked, answer.status, answer.headers.location]).toEqual([asked, 307, '/sign-in?next=%2Fdashboard']);
  }
}); // biome-ignore format: one list
