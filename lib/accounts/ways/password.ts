import 'server-only';
import { verifyPassword } from '#lib/accounts/verify-password';
import type { Way } from '#lib/accounts/ways/way';
import { say } from '#texts/say';

export const passwordWay: Way = {
  kind: 'password',
  get title() {
    return say('signIn.byPassword');
  },
  get fields() {
    return [{ name: 'password', label: say('signInForm.password') }] as const;
  },
  verify: (email, { password = '' }, browser) => verifyPassword(email, password, browser),
};
