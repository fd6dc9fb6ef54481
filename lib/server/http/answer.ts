import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestContext } from '#lib/request/context';
import { errorResponse } from '#lib/server/http/error-responses';
import { asksFor, besides, failureOf, type Shape } from '#lib/server/http/failure';
import { finishHead, mergeHeaders, takeBack } from '#lib/server/http/head';

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
    const { answer } = shape.context;
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
      reference: shape.context.id,
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

/** What an action asked for; and what was sent once is never sent again by the browser to where it leads. */
function statusOf(
  status: number,
  request: IncomingMessage,
  answer: RequestContext['answer'],
): number {
  if (status === 200) return answer.status ?? status;
  return status === 307 && request.method === 'POST' ? 303 : status;
}
