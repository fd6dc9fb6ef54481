import { readField } from '#forms/form-state';
import { leaveNotice } from '#forms/notices';
import { pageFor } from '#lib/oauth/logout/request';
import { setResponse } from '#lib/request/context';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { signOut } from '#lib/session/sign-out';

/**
 * Open to everybody: without a session there is none afterwards either. The origin rule stands before it. A person whom a
 * site sent to sign out goes back to the page that leads on from there; one that wants to be another at a page which says so
 * (`next`) comes back to it by the sign-in.
 */
export async function POST(request: Request) {
  setResponse({ actionStarted: true });
  const form = await request.formData().catch(() => new FormData());
  await signOut();
  const asked = readField(form, 'asked');
  if (!asked) await leaveNotice('/sign-in', 'signed-out', null);
  const location = asked ? pageFor(asked) : wayOn(readField(form, 'next'));
  return new Response(null, { status: 303, headers: { Location: location } });
}

const wayOn = (next: string) => (next ? withNext('/sign-in', safeNext(next)) : '/sign-in');
