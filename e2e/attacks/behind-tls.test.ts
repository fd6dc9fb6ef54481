import { HOSTS, mailedCode, test } from '#e2e/support/behind-tls';
import { expect, newPerson } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

for (const [how, isApart] of Object.entries(HOSTS)) {
  test.describe(`behind a proxy that speaks https and ${how}`, () => {
    test.beforeEach(({ front }) => front.nameHostApart(isApart));

    test('a right password is answered inside the site, with one session cookie and nothing secret', async ({
      server,
      front,
      mails,
    }) => {
      const site = { ...server, ...front.from('127.0.0.9') };
      const { email, password } = newPerson();
      const newcomer = newVisitor(site);
      await newcomer.askForAccount(email, password);
      await newcomer.verify(await mailedCode(mails, email));
      const { status, headers, setCookies, text } = await newVisitor(site).signIn(email, password);
      expect([status, headers.location]).toEqual([303, '/dashboard']);
      const session = setCookies.filter((cookie) => cookie.startsWith('__Host-session='));
      expect(session).toHaveLength(1);
      for (const part of [/; path=\/(;|$)/i, /; httponly/i, /; secure/i, /; samesite=lax/i])
        expect(session[0]).toMatch(part);
      expect(session[0]).not.toMatch(/domain=/i);
      expect(text).not.toContain(password);
      expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
      expect(headers['strict-transport-security']).toMatch(/^max-age=63072000/);
    });

    test('a form from another origin is refused, and so is another host', async ({
      server,
      front,
    }) => {
      const eve = newVisitor({ ...server, ...front.from('127.0.0.1') });
      const form = await eve.form('/sign-in');
      const { port } = new URL(front.url);
      for (const origin of [
        'https://evil.test',
        'null',
        front.url.replace('https', 'http'),
        `http://127.0.0.1:${server.port}`,
        `https://gatehouse.test:${Number(port) + 1}`,
      ]) {
        const answer = await eve.submit(form, [['email', 'a@example.com']], 'form', {
          Origin: origin,
        });
        expect(answer.status, origin).toBe(403);
        expect(answer.setCookies).toEqual([]);
      }
      for (const host of ['evil.test', 'gatehouse.test', `127.0.0.1:${server.port}`])
        expect((await eve.go('/sign-in', { headers: { Host: host } })).status, host).toBe(421);
    });
  });
}

test('on a site for others the examples are not there, unless its operator says so', async ({
  server,
  front,
  mails,
}) => {
  const { email, password } = newPerson();
  const ada = newVisitor({ ...server, ...front.from('127.0.0.10') });
  await ada.askForAccount(email, password);
  await ada.verify(await mailedCode(mails, email));
  expect((await ada.go('/dashboard')).status).toBe(200);
  expect((await ada.go('/examples/notes')).status).toBe(404);
});

test('a limit counts the caller whom the proxy saw, whatever a caller claims, and not the proxy', async ({
  server,
  front,
}) => {
  // Each visitor also claims a network of its own in X-Forwarded-For.
  const askFrom = async (address: string) => {
    const visitor = newVisitor({ ...server, ...front.from(address) });
    return (await visitor.askForAccount(newPerson().email)).status;
  };
  for (let i = 0; i < 10; i++) expect(await askFrom('127.0.0.2')).toBe(303);
  expect(await askFrom('127.0.0.2')).toBe(429);
  expect(await askFrom('127.0.0.3')).toBe(303);
});
