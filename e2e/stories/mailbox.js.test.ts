import { auditPage } from '#e2e/support/audit-page';
import { latestCode, mailboxLink } from '#e2e/support/mailbox';
import { expect, test } from '#e2e/support/story';
import { newEmail } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('a code is copied by its button', async ({ page, server, context }) => {
  const email = newEmail();
  await newVisitor(server).signUp({ email });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${mailboxLink(server.port)}`);
  await page.goto(`/dev/mailbox?to=${encodeURIComponent(email)}`);
  await page
    .getByRole('button', { name: /^Copy the code/ })
    .first()
    .click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await latestCode(server.port, email),
  );
  await auditPage(page);
});
