import { passkeyOptions } from '#forms/passkey-options';
import { askToEnrol } from '#lib/accounts/passkeys/ask';
import { keepPasskeySecret } from '#lib/session/cookie';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

/** What a new passkey of the viewer is made with. Who they are has to be proven freshly, by all that they have. */
export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:protect', form);
  if (!(await isFreshlyAuthenticated(viewer))) return new Response(null, { status: 403 });
  return passkeyOptions(await askToEnrol(viewer, await keepPasskeySecret()));
}
