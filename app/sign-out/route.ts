import { leaveWord } from '#forms/notices';
import { answerWith } from '#lib/request/exchange';
import { signOut } from '#lib/session/sign-out';

/** Open to everybody: whoever has no session has none afterwards. The origin rule stands before it. */
export async function POST() {
  answerWith({ reached: true });
  await signOut();
  await leaveWord('/sign-in', 'signed-out', null);
  // Not "cookies": that would sign the person out of every other site under the same domain.
  answerWith({ headers: { 'Clear-Site-Data': '"cache", "storage"' } });
  return new Response(null, { status: 303, headers: { Location: '/sign-in' } });
}
