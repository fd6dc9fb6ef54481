import { leaveNotice } from '#forms/notices';
import { setResponse } from '#lib/request/context';
import { signOut } from '#lib/session/sign-out';

/** Open to everybody: without a session there is none afterwards either. The origin rule stands before it. */
export async function POST() {
  setResponse({ actionStarted: true });
  await signOut();
  await leaveNotice('/sign-in', 'signed-out', null);
  // Not "cookies": that would sign the person out of every other site under the same domain.
  setResponse({ headers: { 'Clear-Site-Data': '"cache", "storage"' } });
  return new Response(null, { status: 303, headers: { Location: '/sign-in' } });
}
