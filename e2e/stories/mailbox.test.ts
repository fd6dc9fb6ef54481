import { latestCode, mailboxLink } from '#e2e/support/mailbox';
import { expect, test } from '#e2e/support/story';
import { newEmail } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('the mailbox shows each code at once, one mail at a time, and its HTML in a frame that may do nothing', async ({
  page,
  server,
  isWithScripts,
}) => {
  const [ada, bob] = [newEmail('ada'), newEmail('bob')];
  for (const email of [ada, bob]) await newVisitor(server).signUp({ email });
  const code = await latestCode(server.port, ada);
  await page.goto(mailboxLink(server.port));
  const newest = page.locator('article').first();
  await expect(newest).toHaveAttribute('data-recipient', bob);

  // Both codes are seen without a click, though one mail is open.
  const of = (email: string) => page.locator(`article[data-recipient="${email}"]`).first();
  for (const email of [ada, bob])
    await expect(of(email).locator('.mailed-code b')).toHaveText(
      await latestCode(server.port, email),
    );
  await expect(page.locator('details[open]')).toHaveCount(1);
  await expect(newest.locator('details')).toHaveAttribute('open', '');
  await of(ada).getByText('Read the mail').click();
  await expect(newest.locator('details')).not.toHaveAttribute('open');

  const frame = of(ada).locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', '');
  const inside = of(ada).frameLocator('iframe');
  await expect(inside.getByRole('heading', { level: 1 })).toContainText('Your code for');
  const shown = inside.getByText(code, { exact: true });
  await expect(shown).toHaveCSS('font-size', '32px');
  await expect(shown).toHaveCSS('border-radius', '8px');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(inside.locator('body')).toHaveCSS('background-color', 'rgb(14, 20, 28)');

  const copy = of(ada).getByRole('button', { name: /^Copy the code/ });
  await expect(copy).toHaveCount(isWithScripts ? 1 : 0);

  await of(ada).getByRole('link', { name: ada }).click();
  await expect(page).toHaveURL(/\/dev\/mailbox\?to=/);
  for (const article of await page.locator('article').all())
    await expect(article).toHaveAttribute('data-recipient', ada);
  await page.getByLabel('Mail to').fill(` ${bob.toUpperCase()} `);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.locator('article').first()).toHaveAttribute('data-recipient', bob);
  await page.getByLabel('Mail to').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('No mail to this address yet.')).toBeVisible();
  await page.getByRole('link', { name: 'Show the mail to everybody' }).click();
  await expect(page.locator('article').first()).toHaveAttribute('data-recipient', bob);
});
