import { addAuthenticator } from '#e2e/support/passkeys';
import type { BrowserUser } from '../browser-user.ts';

/** A passkey from its first day to its last: added, renamed, used at each of the doors, removed. */
export async function usePasskeys({ go, fill, press, page, isWithScripts, ...user }: BrowserUser) {
  await go('/settings/passkeys');
  if (!isWithScripts) return;
  const authenticator = await addAuthenticator(page);
  await press('Add a passkey', 'done');
  const path = await page.getByRole('link', { name: 'Rename or remove' }).getAttribute('href');
  await go(String(path));
  await fill({ name: 'Visible key' });
  await press('Save name', 'done');
  await go('/confirm');
  await press('Use a passkey', /\/dashboard/);
  await authenticator.answers(false);
  await press('Sign out', /\/sign-in/);
  await fill({ email: user.email(), password: user.passwords.reset });
  await press('Sign in', /\/second-factor/);
  await authenticator.answers(true);
  await press('Use a passkey', /\/dashboard/);
  await go(String(path));
  await press('Remove passkey', 'done');
  await authenticator.remove();
}
