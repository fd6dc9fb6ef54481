import { answerOauth } from '#lib/oauth/handle';
import { flashLine } from '#lib/session/flash';

/** Where the browser of a person comes, to be asked or to carry the answer. */
const FOR_PEOPLE = /^\/oauth\/authorize(\/[^/]+)?$/;

const PROBLEM = '/oauth/problem';

/** Open to everybody: where programs ask; the authorization server checks each. A person reads a page. */
export async function GET(request: Request) {
  const answer = await answerOauth(request);
  const isPerson = FOR_PEOPLE.test(new URL(request.url).pathname);
  if (answer.status < 400 || !isPerson) return answer;
  // HEAD is answered without a word.
  const { error } = JSON.parse((await answer.text()) || '{}') as { error?: string };
  const told = await flashLine({ word: String(error), path: PROBLEM, to: 'anybody' });
  return new Response(null, { status: 307, headers: { Location: PROBLEM, 'Set-Cookie': told } });
}

/** Open to programs: tokens for codes, refreshing, taking back, asking about. */
export const POST = (request: Request) => answerOauth(request);
