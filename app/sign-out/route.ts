import { leaveWord } from '#forms/notices';
import { answerWith } from '#lib/request/exchange';
import { endSession } from '#lib/session/end';

/** Open to everybody: whoever has no session has none afterwards. The origin rule stands before it. */
export async function POST() {
  answerWith({ reached: true });
  await endSession();
  await leaveWord('/sign-in', 'signed-out', null);
  // Not "cookies": that would sign the person out of every other site under the same domain.
  answerWith({ headers: { 'Clear-Site-Data': '"cache", "storage"' } });
  return new Response(null, { status: 303, headers: { Location: '/sign-in' } });
}
