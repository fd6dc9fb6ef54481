import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { RequestContext } from '#lib/request/context';
import { carriesSession } from '#lib/request/credentials-in-headers';
import type { Address } from '#lib/server/http/addresses';
import type { ErrorDetails } from '#lib/server/http/error-page';
import { type Asks, errorResponse } from '#lib/server/http/error-responses';
import { givenBack } from '#lib/server/http/given-back';
import { NO_POLICY, VARY } from '#lib/server/http/headers';
import type { Sent } from '#lib/server/http/sent';

type Shape = {
  exchange: RequestContext;
  sent: Sent;
  says: Address['says'];
  nonce: string;
  policy: string;
  isDevelopment: boolean;
};

/**
 * Watches an answer on its way out, at the moment its head is written: gives it the status an action asked
 * for, its policy by what kind of answer it is, and puts a plain page in the place of one that failed.
 */
export function shapeAnswer(request: IncomingMessage, response: ServerResponse, shape: Shape) {
  const { sendHead, sentStatus } = headOf(response);
  const write = response.write.bind(response) as (...chunk: unknown[]) => boolean;
  const end = response.end.bind(response) as (...chunk: unknown[]) => ServerResponse;
  const { says } = shape;
  let isReplaced = false;

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (response.headersSent) return response;
    mergeHeaders(response, rest.at(-1));
    const { answer } = shape.exchange;
    const failed = failureOf(status, request, response, shape);
    if (failed !== null) {
      isReplaced = true;
      sendPlain(failed);
      return response;
    }
    takeBack(response, answer.takesBack);
    const sending = statusOf(status, request, answer);
    finishHead(response, shape, sending);
    if (says === 'page') sendTogether(response);
    return sendHead(sending);
  }) as typeof response.writeHead;
  keepHeadForBody(response);

  // The head is written before the first byte, so that what replaces a failed answer keeps its place.
  response.write = ((...chunk: unknown[]) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    return isReplaced || write(...chunk);
  }) as typeof response.write;
  response.end = ((...chunk: unknown[]) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    return isReplaced ? response : end(...chunk);
  }) as typeof response.end;

  function sendPlain(status: number) {
    const { type, text } = errorResponse(status, says, asksFor(request), {
      nonce: shape.nonce,
      reference: shape.exchange.id,
      ...besides(response, shape),
    });
    for (const name of OF_WHAT_FAILED) response.removeHeader(name);
    const body = Buffer.from(text);
    response.setHeader('Content-Type', type);
    response.setHeader('Content-Length', body.byteLength);
    response.setHeader('Cache-Control', 'private, no-store');
    finishHead(response, shape, status);
    sendHead(status);
    end(request.method === 'HEAD' ? undefined : body);
  }

  return {
    sentStatus,
    sendPlain: (status: number) => {
      isReplaced = true;
      sendPlain(status);
    },
  };
}

/** How the head leaves, and with which status it did: Next goes on to change the response's own afterwards. */
function headOf(response: ServerResponse) {
  const writeHead = response.writeHead.bind(response) as (status: number) => ServerResponse;
  let sent: number | null = null;
  return {
    sendHead: (status: number) => {
      sent = status;
      return writeHead(status);
    },
    /** Null while nothing has left. */
    sentStatus: () => sent,
  };
}

/**
 * Gives an answer its body at its end, unless it ends in another way after all, or nobody waits for it any more.
 * Put around whatever Next has put around the end by then, so that it is compressed as any other is.
 */
export function endWith(response: ServerResponse, body: string, status: number) {
  const end = response.end.bind(response) as (...chunk: unknown[]) => ServerResponse;
  response.end = ((...chunk: unknown[]) => {
    const isIt = chunk.length === 0 && response.statusCode === status;
    if (!isIt || response.headersSent || response.destroyed) return end(...chunk);
    response.setHeader('Content-Length', Buffer.byteLength(body));
    return end(body);
  }) as typeof response.end;
}

/** What must not be left of an answer when a plain one takes its place. */
const OF_WHAT_FAILED = [
  'content-encoding',
  'etag',
  'transfer-encoding',
  'set-cookie',
  'location',
  'link',
];

/** Next sends the head ahead of the first byte, which follows at once: it goes out with it. */
function keepHeadForBody(response: ServerResponse) {
  response.flushHeaders = () => undefined;
}

/** What is written of a page in one turn of the event loop leaves in one piece: each piece costs a good deal. */
function sendTogether({ socket }: ServerResponse) {
  socket?.cork();
  setImmediate(() => socket?.uncork());
}

/** The status of the plain page that has to stand for this answer; null when the answer is fine. */
function failureOf(
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
  shape: Shape,
): number | null {
  const { answer } = shape.exchange;
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
  { isDevelopment, exchange: { answer } }: Shape,
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

/** What an action asked for; and what was sent once is never sent again by the browser to where it leads. */
function statusOf(
  status: number,
  request: IncomingMessage,
  answer: RequestContext['answer'],
): number {
  if (status === 200) return answer.status ?? status;
  return status === 307 && request.method === 'POST' ? 303 : status;
}

/** An endpoint for programs says itself what is wrong, as /health/ready does: null. */
const withoutJson = (response: ServerResponse, status: number) =>
  /^application\/(problem\+)?json/.test(String(response.getHeader('content-type'))) ? null : status;

function asksFor({ headers }: IncomingMessage): Asks {
  if (headers['next-action'] !== undefined) return 'action';
  return headers['rsc'] === undefined ? 'page' : 'router';
}

/** What a plain page says besides its status: why, and the form that it answers. */
function besides(response: ServerResponse, { exchange, sent }: Shape): ErrorDetails {
  const { refusal, isThrottled, unavailable, retryAfter } = exchange.answer;
  const { cookie } = response.req.headers;
  const who = { isSignedIn: carriesSession(cookie), theme: themeIn(cookie), retryAfter };
  const isGone = response.hasHeader(ACTION_GONE);
  const form = givenBack(sent.fields(), exchange.url, { isSendable: !isGone });
  if (isGone) return { ...who, form, link: [exchange.url, 'Open the page again'] };
  return { ...who, form, refusal: isThrottled || unavailable ? undefined : refusal };
}

/** The colours that this browser was told to show, as lib/session/theme wrote them. */
const themeIn = (cookie: string | undefined) =>
  /(?:^|; *)(?:__Host-)?theme=(light|dark)(?:;|$)/.exec(cookie ?? '')?.[1];

/** By this Next says that there is no such action: the page is from before an update. */
const ACTION_GONE = 'x-nextjs-action-not-found';

function finishHead(
  response: ServerResponse,
  { exchange: { answer }, policy }: Shape,
  status: number,
) {
  nameCharset(response, status);
  const type = String(response.getHeader('content-type') ?? '');
  response.setHeader('Content-Security-Policy', type.startsWith('text/html') ? policy : NO_POLICY);
  if (!response.hasHeader('cache-control'))
    response.setHeader('Cache-Control', 'private, no-store');
  if (!/immutable/.test(String(response.getHeader('cache-control')))) {
    response.setHeader('Vary', [response.getHeader('vary'), VARY].filter(Boolean).join(', '));
  }
  if (answer.retryAfter !== undefined) response.setHeader('Retry-After', String(answer.retryAfter));
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
}

/**
 * Every text says how it is encoded (ASVS 4.1.1), and a redirect, to whose address Next adds a word, what it is.
 * Text for a form that a script sent stays as it is: Next knows it by exactly that type.
 */
function nameCharset(response: ServerResponse, status: number) {
  const type = response.getHeader('content-type');
  if (type === undefined && status >= 300 && status < 400 && status !== 304)
    return response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  const isText = /^(text\/|[\w.-]+\/(\S*\+xml|javascript|xml)\b)/i.test(String(type ?? ''));
  const isForForm = type === 'text/plain' && response.req.headers['next-action'] !== undefined;
  if (isText && !isForForm && !/;\s*charset=/i.test(String(type)))
    return response.setHeader('Content-Type', `${type}; charset=utf-8`);
  return response;
}

/** Of a cookie whose name begins with `__Host-` browsers take only what is Secure, also to forget it. */
function takeBack(response: ServerResponse, name: string | undefined) {
  if (!name) return;
  const secure = name.startsWith('__Host-') ? '; Secure' : '';
  response.appendHeader(
    'Set-Cookie',
    `${name}=; Path=/; Max-Age=0${secure}; HttpOnly; SameSite=lax`,
  );
}

function mergeHeaders(response: ServerResponse, given: unknown) {
  if (Array.isArray(given)) {
    for (let i = 0; i + 1 < given.length; i += 2)
      response.setHeader(String(given[i]), given[i + 1] as string);
  } else if (given && typeof given === 'object') {
    for (const [name, value] of Object.entries(given as Record<string, OutgoingHttpHeader>))
      response.setHeader(name, value as string);
  }
}
