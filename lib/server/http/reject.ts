import type { IncomingMessage, ServerResponse } from 'node:http';
import { clip, log } from '#lib/observability/log';
import { mayLog } from '#lib/observability/may-log';
import type { RequestContext } from '#lib/request/context';
import { addressOf } from '#lib/server/http/addresses';
import { csrfRejections } from '#lib/server/http/csrf-rejections';
import { PER_MINUTE, pathOf } from '#lib/server/http/log-answer';
import type { Rejection } from '#lib/server/http/request-rules';

const LINGER_MS = 1_000;
/** As much of a body is read before it is refused: its sender then waits for the answer. */
const SMALL_BYTES = 64 * 1024;

export function reject(
  refusal: Rejection,
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
  sendPlain: (status: number) => void,
) {
  if (refusal.status === 204 || refusal.status === 307) return answerBare(refusal, response);
  // What could not be read may not end where we think it does: nothing may follow it.
  if (refusal.status === 400 || refusal.status === 421) response.setHeader('Connection', 'close');
  if (refusal.status === 405) response.setHeader('Allow', refusal.allow);
  if (refusal.status === 403) tellOfOrigin(context, request, response);
  afterSmallBody(request, () => rejectUnread(request, response, () => sendPlain(refusal.status)));
}

function answerBare(
  refusal: Extract<Rejection, { status: 204 | 307 }>,
  response: ServerResponse,
): void {
  response.statusCode = refusal.status;
  if (refusal.status === 307) response.setHeader('Location', refusal.location);
  else for (const [name, value] of refusal.headers ?? []) response.setHeader(name, value);
  response.end();
}

/**
 * A page that was to talk to an endpoint for programs is a mistake of its author and no attack: it has no cookie of
 * ours to ride on. So its script may read why it was refused, and nothing else.
 */
function tellOfOrigin(
  { id, address, userAgent, url, method }: RequestContext,
  { headers }: IncomingMessage,
  response: ServerResponse,
) {
  const path = clip(pathOf(url));
  const origin = clip(String(headers.origin));
  const isToProgram = addressOf(url).for === 'programs';
  // A browser that only asks whether its page may ask has sent nothing yet.
  const isPage = method === 'OPTIONS' || (isToProgram && /^(https?:|null$)/i.test(origin));
  const event = isPage ? 'cors_refused' : 'malicious_csrf';
  if (isPage && isToProgram) response.setHeader('Access-Control-Allow-Origin', '*');
  if (mayLog('forgeries', PER_MINUTE))
    log().warn(
      { event, id, path, origin },
      `${isPage ? 'a page' : 'a form'} from elsewhere was refused`,
    );
  if (!isPage) csrfRejections().emit('refused', { address, userAgent, path, origin });
}

/**
 * Refuses without making anything of the rest of what is being sent. It is read and dropped for a second, so
 * that the sender gets to see the answer; a connection closed on what was sent would lose it.
 */
export function rejectUnread(request: IncomingMessage, response: ServerResponse, send: () => void) {
  if (response.headersSent) return;
  // Where such a body ends nobody can say, so nothing may follow it.
  const coding = request.headers['transfer-encoding'] ?? 'chunked';
  if (coding.toLowerCase() !== 'chunked') response.setHeader('Connection', 'close');
  // Also for a client that wants the connection closed then, as proxies do: Node would close it at once.
  const isLast = !response.shouldKeepAlive;
  if (hasBody(request)) response.shouldKeepAlive = true;
  const close = () => (isLast || !request.complete) && request.socket.destroy();
  response.once('finish', () => {
    if (request.complete) {
      close();
      return;
    }
    setTimeout(close, LINGER_MS).unref();
    // Node tells a reader that its sender has gone only while there is no answer.
    request.socket.once('close', () => endReading(request));
  });
  send();
}

/** A reader that still waits gets the error of a sender that went away: the end would never come. */
export function endReading(request: IncomingMessage) {
  const error = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  if (!request.readableEnded) request.destroy(error);
}

/**
 * Reads a small body to its end first: clients that still send when the answer comes, as Node's fetch does,
 * report a failure in its place. A large one, or one that takes longer than a second, is answered at once.
 */
function afterSmallBody(request: IncomingMessage, send: () => void) {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const isSmall = coding === undefined ? Number(length ?? 0) <= SMALL_BYTES : coding === 'chunked';
  if (request.complete || !hasBody(request) || !isSmall) return send();
  let received = 0;
  let isSent = false;
  const answer = () => {
    if (isSent) return;
    isSent = true;
    send();
  };
  request.on('data', ({ length: more }: Buffer) => {
    received += more;
    if (received > SMALL_BYTES) answer();
  });
  request.once('end', answer).once('close', answer);
  setTimeout(answer, LINGER_MS).unref();
}

export const hasBody = ({ headers }: IncomingMessage) =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
