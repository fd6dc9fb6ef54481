import { type Hint, readHintIn } from '#lib/oauth/logout/hint';
import { LOGOUT_PATH } from '#lib/oauth/logout/paths';
import { isOfViewer, pageFor, queryForPage, readLogoutRequest } from '#lib/oauth/logout/request';
import { currentRequest, setResponse } from '#lib/request/context';
import { flashLine, takeFlash } from '#lib/session/flash';
import { signOut } from '#lib/session/sign-out';
import { getViewer } from '#lib/session/viewer';

/**
 * Open to everybody: where a site sends people to sign out (`end_session_endpoint`, OpenID RP-Initiated Logout 1.0). Only
 * for a site that shows which session in this very browser it means this signs out; everybody else is asked by a page.
 */
export async function GET(request: Request) {
  setResponse({ actionStarted: true });
  const asked = await readLogoutRequest(new URL(request.url).searchParams, await takeHint());
  const viewer = await getViewer();
  if (viewer && isSeen(request) && (await isOfViewer(viewer, asked))) await signOut();
  return lead(pageFor(queryForPage(asked)));
}

/**
 * Open to other sites: the same as a form. No cookie is read here, for a browser brings none of ours with a form of another
 * site. The browser asks for the address above by itself, with its cookies. What a hint said goes along in one of them, sealed
 * and once, so that no token stands in an address of ours.
 */
export async function POST(request: Request) {
  setResponse({ actionStarted: true });
  const form = await request.formData().catch(() => new FormData());
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const asked = await readLogoutRequest(new URLSearchParams(fields));
  const answer = lead(`${LOGOUT_PATH}?${queryForPage(asked)}`);
  if (asked.hint) {
    const word = JSON.stringify(asked.hint);
    answer.headers.append(
      'Set-Cookie',
      await flashLine({ word, path: LOGOUT_PATH, to: 'anybody' }),
    );
  }
  return answer;
}

/** What a form has said a moment ago, in this browser. */
async function takeHint(): Promise<Hint | null> {
  const word = await takeFlash();
  return word === null ? null : readHintIn(word);
}

/** A person opens it: neither HEAD nor a prefetch signs anybody out. */
const isSeen = ({ method }: Request) => method === 'GET' && !currentRequest()?.isPrefetch;

const lead = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
