import { change } from '#e2e/support/rows';
import type { BrowserUser } from '../browser-user.ts';

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

type To = { refusedBy: string; arrivesAt: RegExp };

/** Types the code of a form that waits for one: a second one, wrong, then right. */
async function typeCode(browserUser: BrowserUser, { refusedBy, arrivesAt }: To) {
  const { fill, press, installation, email, forgetLimits } = browserUser;
  await installation.codeFor(email());
  forgetLimits();
  await press('Send again', 'told');
  const code = await installation.codeFor(email());
  await fill({ code: otherThan(code) });
  await press(refusedBy, 'refused');
  await fill({ code });
  await press(refusedBy, arrivesAt);
}

/** Out, and in by a mailed code. */
export async function signInByCode(browserUser: BrowserUser) {
  const { go, fill, press, email } = browserUser;
  await press('Sign out', /\/sign-in/);
  await go('/sign-in/code');
  await fill({ email: email() });
  await press('Email me a code', /\/sign-in\/code\/verify/);
  await typeCode(browserUser, { refusedBy: 'Sign in', arrivesAt: /\/dashboard/ });
}

/** A password that stays, one that is gone, and another one after a proof by a mailed code. */
export async function withoutPassword(browserUser: BrowserUser) {
  const { go, fill, press, installation, email, passwords, id, age, forgetLimits } = browserUser;
  age(0);
  await go('/settings/password');
  await press('Remove password', 'done');
  const remove = "delete from credentials where kind = 'password' and user_id = ?";
  change(installation.server, remove, id());
  age();
  forgetLimits();
  await go('/confirm');
  await press('Email me a code', 'done');
  await fill({ code: await installation.codeFor(email()) });
  await press('Confirm', /\/dashboard/);
  await go('/settings/password');
  await fill({ password: passwords.weak });
  await press('Set password', 'refused');
  await fill({ password: passwords.reset });
  await press('Set password', 'done');
}

/** A recovery that its owner stops, and one that they go on with once its time has come. */
export async function recoverAccount(browserUser: BrowserUser) {
  const { go, fill, press, installation, email, passwords, id, forgetLimits } = browserUser;
  const begin = (opensAt: number) =>
    change(
      installation.server,
      'insert into recoveries (user_id, opens_at, started_at, notified_at, root) select user_id, ?, ?, ?, root from sessions where user_id = ? limit 1',
      opensAt,
      Date.now() - 1000,
      Date.now(),
      id(),
    );
  begin(Date.now() + 1_000_000);
  await go('/sign-in/recover');
  await press('Stop the recovery', 'done');
  begin(Date.now() - 500);
  await go('/dashboard');
  await press('Sign out', /\/sign-in/);
  await go('/sign-in/recover');
  await fill({ email: email() });
  await press('Send me a code', /\/sign-in\/recover\/verify/);
  await typeCode(browserUser, { refusedBy: 'Go on', arrivesAt: /\/forgot-password/ });
  forgetLimits();
  await fill({ email: email() });
  await press('Send me a code', /\/reset-password/);
  await fill({ code: await installation.codeFor(email()), password: passwords.reset });
  await press('Save new password', /\/dashboard/);
}
