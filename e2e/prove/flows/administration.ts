import { v7 as uuid } from 'uuid';
import { change } from '#e2e/support/rows';
import { idOf } from '#e2e/support/staff';
import type { BrowserUser } from '../browser-user.ts';
import { newPeer } from '../installation.ts';
import { siteOf } from './clients.ts';

/** Everything that administrators do to people, with its refusals. */
export async function administer({ go, fill, press, page, installation }: BrowserUser) {
  const mia = await newPeer(installation, 'Visible Mia');
  const at = `/admin/users/${idOf(installation.server, mia.email)}`;
  await go('/admin');
  await go('/admin/users?q=isible');
  await go('/admin/users?role=root&state=disabled');
  await go(at);
  await press('End the session in Unknown browser', 'done');
  await mia.again();
  await go(at);
  await press('End all sessions', 'done');
  await press('Send reset email', 'done');
  await press('Start a recovery', 'done');
  await press('Disable', 'refused');
  await fill({ reason: 'Visible reason' });
  await press('Disable', 'done');
  await press('Enable', 'done');
  await page.getByLabel('Role', { exact: true }).selectOption('support');
  await press('Change role', 'done');
  await fill({ email: 'somebody@else.example' });
  await press('Delete this account', 'refused');
  await fill({ email: mia.email });
  await press('Delete this account', 'done');
}

/** The programs that may ask: one is disabled, and enabled again. */
export async function lookAtPrograms({ go, press, page, age, isWithScripts }: BrowserUser) {
  age(0);
  await go('/admin/apps?q=cli');
  await go(`/admin/apps/program?id=${siteOf({ isWithScripts })}`);
  await press('Disable', 'refused');
  await page.locator('[name=sure]').check();
  await press('Disable', 'done');
  await press('Enable', 'done');
}

/** A mail that the mail server refused is sent again. */
export async function sendMail({ go, press, installation, age }: BrowserUser) {
  age(0);
  const given =
    "insert into outbox (id, template, recipient, subject, body, state, attempts, last_error, created_at, due_at) values (?, 'role-changed', 'refused@example.com', 'Your role was changed', 'sealed', 'failed', 12, '550 no such mailbox', ?, ?)";
  change(installation.server, given, uuid(), Date.now(), Date.now());
  await go('/admin/mail');
  await press(/^Send again/, 'done');
  await go('/admin/mail?state=waiting');
}

/** The audit log, looked through and taken along. */
export async function readLog({ go, press, page, email }: BrowserUser) {
  await go(`/admin/audit?person=${encodeURIComponent(email())}`);
  await go('/admin/audit?type=authn_login_fail');
  await go('/admin/audit?from=not-a-day');
  await go('/admin/system');
  await go('/admin/audit');
  await press('Verify now', 'done');
  for (const [path, format] of [
    ['/admin/audit', 'NDJSON'],
    ['/admin/audit', 'CSV'],
    ['/admin/users?state=active', 'CSV'],
  ] as const) {
    await go(path);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Export as ${format}` }).click(),
    ]);
    // One person has one download at a time.
    await download.path();
  }
}
