import { askedByPost } from '#lib/oauth/asked-by-post';
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
  return leadTo(PROBLEM, 307, await told(errorIn(await answer.text())));
}

/** What went wrong, by its code; HEAD is answered without a word. */
function errorIn(text: string): string {
  try {
    return String((JSON.parse(text) as { error?: string }).error);
  } catch {
    return 'other';
  }
}

/** Open to programs: tokens for codes, refreshing, taking back, asking about. A form of a site becomes its address. */
export async function POST(request: Request) {
  if (new URL(request.url).pathname !== '/oauth/authorize') return answerOauth(request);
  const asked = await askedByPost(request);
  return asked ? leadTo(asked, 303) : leadTo(PROBLEM, 303, await told('invalid_request'));
}

const told = (word: string) => flashLine({ word, path: PROBLEM, to: 'anybody' });

const leadTo = (path: string, status: 303 | 307, cookie?: string) =>
  new Response(null, {
    status,
    headers: { Location: path, ...(cookie ? { 'Set-Cookie': cookie } : {}) },
  });
