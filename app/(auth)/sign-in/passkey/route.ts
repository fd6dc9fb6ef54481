import { passkeyOptions } from '#forms/passkey-options';
import { askToSignIn } from '#lib/accounts/passkeys/ask';
import { setResponse } from '#lib/request/context';
import { keepPasskeySecret } from '#lib/session/cookie';

/** Open to everybody: gives this browser something that a passkey may sign. It names nobody. */
export async function POST() {
  setResponse({ actionStarted: true });
  return passkeyOptions(await askToSignIn(await keepPasskeySecret()));
}
