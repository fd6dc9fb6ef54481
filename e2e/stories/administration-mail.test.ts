import { enterNew } from '#e2e/support/account';
import { nextDocument } from '#e2e/support/next-document';
import { change, rows } from '#e2e/support/rows';
import { giveRole } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/story';

test('support sees which mail did not arrive and why, and sends it again', async ({
  page,
  server,
}) => {
  const { email } = await enterNew(page, server);
  giveRole(server, email, 'support');
  const said = '550 5.1.1 no such mailbox';
  const insert =
    "insert into outbox (id, template, recipient, subject, body, state, attempts, last_error, created_at, due_at, code_id) values (?, 'role-changed', ?, 'Your role was changed', ?, ?, 12, ?, ?, ?, null)";
  const now = Date.now();
  const id = (nth: number) => `0199a3c0-0000-7000-8000-00000000000${nth}`;
  change(server, insert, id(1), 'ada@example.com', 'sealed', 'failed', said, now, now);
  change(server, insert, id(2), 'bob@example.com', '', 'failed', said, now, now - 1);
  change(server, insert, id(3), 'cleo@example.com', '', 'dropped', 'its code died', now, now);

  await page.goto('/admin/users');
  await page.getByRole('link', { name: 'Mail', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mail');
  const row = (address: string) => page.getByRole('row').filter({ hasText: address });
  await expect(row('ada@example.com')).toContainText('12 times');
  await expect(row('ada@example.com')).toContainText('no such mailbox');
  await expect(row('bob@example.com')).toContainText('It carried a code');
  await expect(row('cleo@example.com')).toHaveCount(0);
  await page.getByRole('link', { name: 'Too late' }).click();
  await expect(row('cleo@example.com')).toContainText('its code died');
  await page.getByRole('link', { name: 'On their way' }).click();
  await expect(page.getByText('No mail waits.')).toBeVisible();
  await page.getByRole('link', { name: 'Given up' }).click();
  const again = page.getByRole('button', { name: 'Send again to ada@example.com' });
  await nextDocument(page, () => again.click());
  await expect(page.locator('.notice[role=status]')).toContainText('The mail is on its way again.');
  await expect(row('ada@example.com')).toHaveCount(0);
  expect(rows(server, 'select state, attempts from outbox where id = ?', id(1))).toEqual([
    { state: 'captured', attempts: 0 },
  ]);

  await page.goto('/admin/mail?state=nothing&after=x');
  await expect(page.getByText('This address leads to no page of the list.')).toBeVisible();
});
