import { passkeyOptions } from '#forms/passkey-options';
import { askToConfirm } from '#lib/accounts/passkeys/ask';
import { keepPasskeySecret } from '#lib/session/cookie';
import { requireSender } from '#lib/session/sender';

/** What the viewer's passkey may sign where a form asks once more who they are. */
export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:protect', form);
  return passkeyOptions(await askToConfirm(viewer, await keepPasskeySecret()));
}
