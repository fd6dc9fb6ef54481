import { expectNamed, LINKS, test } from '#e2e/support/branded';
import { mailsTo } from '#e2e/support/mailbox';
import { expect } from '#e2e/support/story';
import { newPerson, signUp } from '#e2e/support/test';

test('from sign-up on every page and mail says the name, and each ends with the links', async ({
  page,
  server,
}) => {
  const person = newPerson();
  await signUp(page, server, person);
  await page.goto('/nowhere');
  await expectNamed(page);
  for (const path of ['/', '/dashboard', '/notes', '/settings/security', '/device']) {
    await page.goto(path);
    await expectNamed(page);
    for (const [text, href] of [
      ['Terms', LINKS.TERMS_URL],
      ['Privacy', LINKS.PRIVACY_URL],
      ['Support', LINKS.SUPPORT_URL],
    ] as const)
      await expect(page.getByRole('link', { name: text, exact: true })).toHaveAttribute(
        'href',
        href,
      );
  }
  const mails = (await mailsTo(server.port, person.email)).join('\n');
  expect(mails).toContain('Your code for Ada & Söhne &lt;b&gt;');
  expect(mails).toContain(`Sent by Ada & Söhne &lt;b&gt;, ${server.url}`);
  expect(mails).not.toContain('Gatehouse');
});
