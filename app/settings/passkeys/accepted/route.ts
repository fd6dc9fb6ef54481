import { acceptedPasskeys } from '#lib/accounts/passkeys/list';
import { requireSender } from '#lib/session/sender';

/** Which passkeys the viewer has, for their own device (WebAuthn 5.1.10.3). */
export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:protect', form);
  return Response.json(await acceptedPasskeys(viewer));
}
