import { passkeyOptions } from '#forms/passkey-options';
import { askForSecondFactor } from '#lib/accounts/passkeys/ask';
import { setResponse } from '#lib/request/context';
import { keepPasskeySecret, readChallenge } from '#lib/session/cookie';

/** Asks for the challenge of this browser, as its page does: nothing is asked of anybody else. */
export async function POST() {
  setResponse({ actionStarted: true });
  return passkeyOptions(await askForSecondFactor(await readChallenge(), await keepPasskeySecret()));
}
