import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestContext } from '#lib/request/context';
import { carriesSession } from '#lib/request/credentials-in-headers';
import type { Address } from '#lib/server/http/addresses';
import type { ErrorDetails } from '#lib/server/http/error-page';
import type { Asks } from '#lib/server/http/error-responses';
import { givenBack } from '#lib/server/http/given-back';
import type { Sent } from '#lib/server/http/sent';
import { say } from '#texts/say';

export type Shape = {
  context: RequestContext;
  sent: Sent;
  says: Address['says'];
  nonce: string;
  policy: string;
  /** How many bytes may be sent to this address. */
  limit: number;
  isDevelopment: boolean;
  /** Pages of other origins may ask there. */
  isShared: boolean;
};

/** The status of the plain page that has to stand for this answer; null when the answer is fine. */
export function failureOf(
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
  shape: Shape,
): number | null {
  const { answer } = shape.context;
  if (answer.unavailable) return 503;
  if (answer.isThrottled) return 429;
  if (answer.refusal) return answer.refusal.status;
  if (shape.says !== 'page') return status < 400 ? null : withoutJson(response, status);
  return failedPage(status, request, response, shape);
}

function failedPage(
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
  { isDevelopment, context: { answer } }: Shape,
): number | null {
  if (status === 500 && isDevelopment) return null;
  // Nothing of ours had begun, or Next says so: what was sent made no sense, and that is the sender's doing.
  const isTheirs = answer.isUnreadable || (request.method === 'POST' && !answer.actionStarted);
  if (status === 500 && isTheirs) return 400;
  if (status >= 500) return status === 503 ? withoutJson(response, 503) : 500;
  return asksFor(request) === 'page' ? withoutWords(status, response) : null;
}

/** What Next says with a status and not a word that a person could read. */
function withoutWords(status: number, response: ServerResponse): number | null {
  if (response.hasHeader(ACTION_GONE)) return 409;
  // Next's own page is blank without scripts where a page refused itself, and unlike that of one never made.
  const isPage = String(response.getHeader('content-type')).startsWith('text/html');
  return status === 405 || (status === 404 && isPage) ? status : null;
}

/** An endpoint for programs says itself what is wrong, as /health/ready does: null. */
const withoutJson = (response: ServerResponse, status: number) =>
  /^application\/(problem\+)?json/.test(String(response.getHeader('content-type'))) ? null : status;

export function asksFor({ headers }: IncomingMessage): Asks {
  if (headers['next-action'] !== undefined) return 'action';
  return headers['rsc'] === undefined ? 'page' : 'router';
}

/** What a plain page says besides its status: why, and the form that it answers. */
export function besides(response: ServerResponse, { context, sent, limit }: Shape): ErrorDetails {
  const { refusal, isThrottled, unavailable, retryAfter } = context.answer;
  const { cookie } = response.req.headers;
  const who = { isSignedIn: carriesSession(cookie), theme: themeIn(cookie), retryAfter, limit };
  const isGone = response.hasHeader(ACTION_GONE);
  const form = givenBack(sent.fields(), context.url, { isSendable: !isGone });
  if (isGone) return { ...who, form, link: [context.url, say('common.openAgain')] };
  return { ...who, form, refusal: isThrottled || unavailable ? undefined : refusal };
}

/** The colours that this browser was told to show, as lib/session/theme wrote them. */
const themeIn = (cookie: string | undefined) =>
  /(?:^|; *)(?:__Host-)?theme=(light|dark)(?:;|$)/.exec(cookie ?? '')?.[1];

/** By this Next says that there is no such action: the page is from before an update. */
const ACTION_GONE = 'x-nextjs-action-not-found';
