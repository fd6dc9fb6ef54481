import { newEmail } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { dump } from '../at-rest.ts';
import type { BrowserUser } from '../browser-user.ts';
import { newPeer } from '../installation.ts';

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Becomes a member, with every refusal on the way. */
export async function signUp(browserUser: BrowserUser) {
  const { go, fill, press, installation, email, passwords, forgetLimits } = browserUser;
  await go('/sign-up');
  await fill({ name: 'Visible Ada', email: email(), password: passwords.weak });
  await press('Create account', 'refused');
  await fill({ name: 'Visible Ada', email: email(), password: passwords.first });
  await press('Create account', /\/sign-up\/verify/);
  await installation.codeFor(email());
  forgetLimits();
  await press('Send again', 'told');
  const code = await installation.codeFor(email());
  await fill({ code: otherThan(code) });
  await press('Verify', 'refused');
  await fill({ code });
  await press('Verify', /\/dashboard/);
  browserUser.become('member');
}

/** Out and in again, and in by a new password. */
export async function comeBack({
  go,
  fill,
  press,
  installation,
  email,
  passwords,
  page,
  forgetLimits,
}: BrowserUser) {
  await press('Sign out', /\/sign-in/);
  await fill({ email: email(), password: passwords.wrong });
  await press('Sign in', 'refused');
  await fill({ email: email(), password: passwords.changed });
  await page.getByLabel('Keep me signed in').check();
  await press('Sign in', /\/dashboard/);
  await press('Sign out', /\/sign-in/);
  await go('/forgot-password');
  await fill({ email: email() });
  await press('Send me a code', /\/reset-password/);
  await installation.codeFor(email());
  forgetLimits();
  await press('Send again', 'told');
  const code = await installation.codeFor(email());
  await fill({ code: otherThan(code), password: passwords.reset });
  await press('Save new password', 'refused');
  await fill({ code, password: passwords.reset });
  await press('Save new password', /\/dashboard/);
}

/** Ends sessions that others have opened, one, all, and one of a stranger. */
export async function endSessions({ go, press, installation, email, passwords }: BrowserUser) {
  const open = () => newVisitor(installation.server).signIn(email(), passwords.first);
  await open();
  await go('/settings/sessions');
  await press('Sign out Unknown browser', 'done');
  await open();
  await go('/settings/sessions');
  await press('Sign out everywhere else', 'done');
  await open();
  await go('/settings/activity');
  await press('This wasn’t me', /\/settings\/password\?since=/);
}

/** Everything that can be changed about an account, with its refusals. */
export async function changeAccount(browserUser: BrowserUser) {
  const { go, fill, press, page, passwords, installation, age, forgetLimits } = browserUser;
  age();
  await go('/settings/data');
  await fill({ password: passwords.wrong });
  await press('Confirm', 'refused');
  await fill({ password: passwords.first });
  await press('Confirm', /\/settings\/data/);
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my data' }).click(),
  ]);
  await go('/settings/activity');
  for (const name of ['Download as CSV', 'Download as JSON'])
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  await go('/settings/profile');
  await fill({ name: '' });
  await press('Save profile', 'refused');
  await fill({ name: 'Visible Ada' });
  await page.getByLabel('Dark').check();
  await press('Save profile', 'done');
  await go('/settings/password');
  await fill({ current: passwords.wrong, password: passwords.changed });
  await press('Save new password', 'refused');
  await fill({ current: passwords.first, password: passwords.changed });
  await press('Save new password', 'done');
  const moved = newEmail('moved');
  await go('/settings/email');
  await fill({ email: moved });
  await press('Send me a code', /\/email\/verify/);
  await installation.codeFor(moved);
  forgetLimits();
  await press('Send again', 'told');
  const code = await installation.codeFor(moved);
  await fill({ code: otherThan(code) });
  await press('Verify', 'refused');
  await fill({ code });
  await press('Verify', 'done');
  browserUser.moveTo(moved);
}

export async function deleteAccount({ go, fill, press, email, installation }: BrowserUser) {
  // Afterwards nothing of them is in a copy.
  dump(installation);
  await go('/settings/data');
  await fill({ email: 'somebody@else.example' });
  await press('Delete my account', 'refused');
  await fill({ email: email() });
  await press('Delete my account', 'done');
}

/** Another account that takes the address of somebody who has one: looks like any other. */
export async function signUpTwice({ go, fill, press, installation, passwords }: BrowserUser) {
  const taken = await newPeer(installation, 'Taken');
  await go('/sign-up');
  await fill({ name: 'Visible Ada', email: taken.email, password: passwords.first });
  await press('Create account', /\/sign-up\/verify/);
}
