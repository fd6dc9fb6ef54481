import { randomUUID } from 'node:crypto';
import { addAuthenticator } from '#e2e/support/passkeys';
import { change } from '#e2e/support/rows';
import type { BrowserUser } from '../browser-user.ts';

/** A passkey from its first day to its last: added, renamed, used at each of the doors, removed. */
export async function usePasskeys({ go, fill, press, page, isWithScripts, ...user }: BrowserUser) {
  await go('/settings/passkeys');
  if (!isWithScripts) return manage(user, { go, fill, press });
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

/** Without scripts none is made: one that was made elsewhere is renamed and removed. */
async function manage(
  { installation, id }: Pick<BrowserUser, 'installation' | 'id'>,
  { go, fill, press }: Pick<BrowserUser, 'go' | 'fill' | 'press'>,
) {
  const key = randomUUID();
  const now = Date.now();
  change(
    installation.server,
    "insert into credentials (id, user_id, kind, handle, secret, user_handle, host, created_at, confirmed_at) values (?, ?, 'passkey', ?, ?, ?, 'localhost', ?, ?)",
    ...[key, id(), randomUUID(), randomUUID(), randomUUID(), now, now],
  );
  change(
    installation.server,
    "update sessions set amr = 'hwk mfa', proven_at = ? where user_id = ?",
    now,
    id(),
  );
  await go(`/settings/passkeys/${key}`);
  await fill({ name: 'Visible key' });
  await press('Save name', 'done');
  await go(`/settings/passkeys/${key}`);
  await press('Remove passkey', 'done');
}
