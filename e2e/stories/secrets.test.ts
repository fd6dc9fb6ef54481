import { enterNew } from '#e2e/support/account';
import { storedPassword } from '#e2e/support/rows';
import { expect, test } from '#e2e/support/story';

test('a page of ours holds nothing secret, and one that leaks is found out, wherever it leaks', async ({
  page,
  server,
  expectNoSecrets,
}) => {
  const { session, email } = await enterNew(page, server);
  await page.goto('/settings/sessions');
  await expectNoSecrets(page);

  const hash = storedPassword(server, email);
  // Pages that somebody might build on this, each wrong in another way.
  const leaks: [answer: string, headers: Record<string, string>, found: RegExp][] = [
    [`<p hidden>${hash}</p>`, {}, /credentials.secret in .*as it is/],
    [
      `<p data-x="${Buffer.from(`x${hash}`).toString('base64')}">`,
      {},
      /credentials.secret in .*base64/,
    ],
    [
      `<script>self.__next_f=[];self.__next_f.push([1,"${session.slice(0, 40)}"])</script><script>self.__next_f.push([1,"${session.slice(40)}"])</script>`,
      {},
      /cookie session in/,
    ],
    ['<p>Fine</p>', { 'x-session': encodeURIComponent(session) }, /cookie session in/],
    ['<p>Fe26.2*1*of-another-installation</p>', {}, /looks like a secret/],
    ['<p>what was given</p>', {}, /given in/],
  ];
  for (const [body, headers, found] of leaks) {
    await page.route('**/leaky', (route) =>
      route.fulfill({ body, headers: { 'content-type': 'text/html', ...headers } }),
    );
    await page.goto('/leaky');
    await expect(expectNoSecrets(page, ['what was given'])).rejects.toThrow(found);
    await page.unroute('**/leaky');
  }
  await page.goto('/settings/sessions');
  await page.evaluate((token) => localStorage.setItem('token', token), session);
  await expect(expectNoSecrets(page)).rejects.toThrow(/cookie session in its storages/);
  await page.evaluate(() => localStorage.clear());
  await expectNoSecrets(page);
});
