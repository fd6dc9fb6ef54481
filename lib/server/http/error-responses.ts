import { PROBLEM_TYPE, problemOf, reasonOf } from '#lib/api/problem';
import type { Address } from '#lib/server/http/addresses';
import { type ErrorDetails, errorPage, errorText, moreText } from '#lib/server/http/error-page';

/** How somebody asked: for a page, from a script of the router, or by a form that a script sends. */
export type Asks = 'page' | 'router' | 'action';

type Told = ErrorDetails & { nonce: string; reference: string };

/** What stands in the place of a refused or failed answer, in the words of the address it was asked at. */
export function errorResponse(
  status: number,
  says: Address['says'],
  asks: Asks,
  { nonce, reference, ...besides }: Told,
): { type: string; text: string } {
  if (says === 'problem') {
    const problem = problemOf({ reason: reasonOf(status) }, reference);
    const detail = problem.detail + moreText(status, besides);
    return { type: PROBLEM_TYPE, text: JSON.stringify({ ...problem, status, detail }) };
  }
  if (says === 'oauth')
    return { type: 'application/json', text: JSON.stringify(oauthError(status)) };
  if (asks === 'page')
    return {
      type: 'text/html; charset=utf-8',
      text: errorPage(status, nonce, reference, besides),
    };
  // Next hands the text of such an answer on to the form only under exactly this type, without a charset.
  if (asks === 'action') return { type: 'text/plain', text: forForm(status, besides) };
  return { type: 'text/plain; charset=utf-8', text: errorText(status) };
}

/** What a form shows that a script sent: app/_ui/use-act reads it. */
function forForm(status: number, details: ErrorDetails): string {
  const { refusal } = details;
  const text = refusal?.says ?? errorText(status) + moreText(status, details);
  return JSON.stringify({ problem: refusal?.way ? { text, way: refusal.way } : { text } });
}

/** RFC 6749 5.2, with the codes of 4.1.2.1 for what is not the caller's doing. */
function oauthError(status: number) {
  if (status === 403)
    return {
      error: 'invalid_request',
      error_description:
        'This endpoint is for programs: it takes no cookie and nothing that a browser sends for a page. A page needs a server of its own, which asks here.',
    };
  const error = status === 429 || status === 503 ? 'temporarily_unavailable' : 'server_error';
  return {
    error: status < 500 && status !== 429 ? 'invalid_request' : error,
    error_description: errorText(status),
  };
}
