import 'server-only';
import { env } from '#lib/env';

/** The ways in that the operator may offer or not (SIGN_IN_WITH). */
export type OfferedWay = ReturnType<typeof env>['SIGN_IN_WITH'][number];

/** Whether the operator offers this way in. What is not offered is not shown, and its doors refuse. */
export const offers = (way: OfferedWay): boolean => env().SIGN_IN_WITH.includes(way);

/**
 * Whether a sign-up by this way asks for a password. One by a passkey does not, nor any where the operator offers no
 * passwords. Without one the mailbox stays a way in, also without a script: so mailed codes have to be offered.
 */
export const asksForPassword = (by: unknown): boolean =>
  offers('password') && !(by === 'passkey' && offers('passkey') && offers('code'));
