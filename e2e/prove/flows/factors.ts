import { codeBefore, codeOfApp } from '#e2e/support/authenticator-app';
import type { BrowserUser } from '../browser-user.ts';

/** Sets an app up, with a refusal, and gets recovery codes, also as a file. */
async function setUp({ go, fill, press, page, installation, age }: BrowserUser) {
  age(0);
  await go('/settings/security');
  await go('/settings/authenticator');
  const key = (await page.locator('dd.mono').textContent()) ?? '';
  await fill({ code: '000000' });
  await press('Set up', 'refused');
  await fill({ code: await codeBefore(key) });
  await press('Set up', /\/settings\/security/);
  installation.secrets.add('key of an authenticator app', [key, key.replaceAll(' ', '')]);
  await go('/settings/recovery-codes');
  await press('Get recovery codes', /\/settings\/recovery-codes/);
  const list = page.locator('.codes li');
  await list.first().waitFor();
  const codes = await list.allTextContents();
  installation.secrets.add('recovery code', [
    ...codes,
    ...codes.map((code) => code.replaceAll('-', '')),
  ]);
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as a text file' }).click(),
  ]);
  return { key, codes };
}

/** A second factor from its beginning to its end: set up, asked for, replaced by a code, removed. */
export async function secondFactor(browserUser: BrowserUser) {
  const { go, fill, press, page, email, passwords, age, forgetLimits } = browserUser;
  const { key, codes } = await setUp(browserUser);
  const [first = ''] = codes;
  await press('Sign out', /\/sign-in/);
  await fill({ email: email(), password: passwords.reset });
  await press('Sign in', /\/sign-in\/second-factor/);
  await fill({ code: '000000' });
  await press('Sign in', 'refused');
  await go('/sign-in/second-factor?by=recovery_code');
  await fill({ code: first });
  await page.getByLabel('Don’t ask on this browser for 30 days').check();
  await press('Sign in', /\/dashboard/);
  await go('/settings/sessions');
  await press(/^End trust/, 'done');
  forgetLimits();
  age();
  await go('/settings/authenticator');
  await fill({ password: passwords.reset, factor: codeOfApp(key) });
  await press('Confirm', /\/settings\/authenticator/);
  await press('Remove Authenticator app', 'done');
}
