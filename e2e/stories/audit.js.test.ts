import { enterNew } from '#e2e/support/account';
import { auditPage } from '#e2e/support/audit-page';
import { giveRole } from '#e2e/support/staff';
import { test } from '#e2e/support/story';

test('the audit log can be read and used by everybody who may', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const { email } = await enterNew(page, server);
  giveRole(server, email, 'administrator');
  await page.goto('/admin/audit?type=none');
  await auditPage(page);
});
