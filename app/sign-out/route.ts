import { answerWith } from '#lib/request/exchange';
import { endSession } from '#lib/session/end';

/** Open to everybody: whoever has no session has none afterwards. The origin rule stands before it. */
export async function POST() {
  await endSession();
  answerWith({ headers: { 'Clear-Site-Data': '"cache", "cookies", "storage"' } });
  return new Response(null, { status: 303, headers: { Location: '/sign-in?signed-out=1' } });
}
