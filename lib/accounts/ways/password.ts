import 'server-only';
import { provePassword } from '#lib/accounts/prove-password';
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
  prove: (email, { password = '' }, browser) => provePassword(email, password, browser),
};
