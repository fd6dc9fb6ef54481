import 'server-only';
import { AUTHENTICATORS } from '#lib/factors/passkey/authenticators';
import { say } from '#texts/say';

/**
 * What a new passkey is called until its owner renames it: what made it, as it says itself. It may say anything, so this
 * is a name and no reason to trust it.
 */
export const passkeyName = (aaguid: string): string =>
  AUTHENTICATORS[aaguid] ?? say('passkeys.unknown');
