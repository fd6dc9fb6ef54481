import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { env } from '#lib/env';
import { clip, log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { mayNote } from '#lib/observability/sparingly';
import { joinAuthorization } from '#lib/request/carried';
import { type Exchange, inExchange } from '#lib/request/exchange';
import { isSenders, noteBroken } from '#lib/server/broken';
import { type Address, addressOf } from '#lib/server/http/addresses';
import { shapeAnswer } from '#lib/server/http/answer';
import { OpenedExchange } from '#lib/server/http/exchange';
import { forgeryBell } from '#lib/server/http/forgery-bell';
import { fixedHeaders, NO_POLICY, pagePolicy } from '#lib/server/http/headers';
import { followMailboxLink } from '#lib/server/http/mailbox-link';
import { newNonce } from '#lib/server/http/nonce';
import {
  type Asked,
  bodyLimit,
  cleanHeaders,
  findRefusal,
  isRead,
  type Refusal,
  type Site,
} from '#lib/server/http/rules';
import { Sent } from '#lib/server/http/sent';

const LINGER_MS = 1_000;
/** As much of a body is read before it is refused: its sender then waits for the answer. */
const SMALL_BYTES = 64 * 1024;
/** How many lines of one kind strangers can put into the log. */
const PER_MINUTE = 120;
/** In the log only (nginx): nobody was there any more to be answered. */
const CLIENT_GONE = 499;

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The front door: stands before Next and every page, action and endpoint. It decides who is calling, turns
 * away what must not come in, gives every answer its headers, and sees to it that whatever fails ends as
 * a page a person can read.
 */
export function frontDoor(
  handle: Handle,
  { isDevelopment }: { isDevelopment: boolean },
): RequestListener {
  const { APP_URL, host, isLoopback, isHttps, TRUSTED_PROXY_HOPS } = env();
  const site: Site = {
    origin: APP_URL,
    host,
    isLoopback,
    isHttps,
    trustedHops: TRUSTED_PROXY_HOPS,
  };
  const fixed = fixedHeaders({ isHttps });
  const policyOf = pagePolicy({ isHttps, isProduction: !isDevelopment });
  /** Which scripts an answer may run: none, where no page is asked for. */
  const allowedFor = ({ says }: Address) => {
    if (says !== 'page') return { nonce: '', policy: NO_POLICY };
    const nonce = newNonce();
    return { nonce, policy: policyOf(nonce) };
  };

  return (request, response) => {
    const startedAt = performance.now();
    const exchange = new OpenedExchange(request, response, site.trustedHops);
    const address = addressOf(exchange.url);
    const { nonce, policy } = allowedFor(address);
    for (const [name, value] of fixed) response.setHeader(name, value);
    const sent = new Sent();
    const { sendPlain, sentStatus } = shapeAnswer(request, response, {
      exchange,
      sent,
      says: address.says,
      nonce,
      policy,
      isDevelopment,
    });
    response.once('close', () => note(exchange, sentStatus(), startedAt));

    const refusal = findRefusal(request as Asked, address, site);
    if (refusal) return turnAway(refusal, exchange, request, response, sendPlain);
    if (followMailboxLink(exchange.method, exchange.url, response)) return;
    cleanHeaders(request.headers, site, exchange.address, policy);
    joinAuthorization(request.headers, request.rawHeaders);
    // Next lets its hashed files be kept for ever, unless somebody has said otherwise before.
    if (exchange.url.startsWith('/_next/static/')) response.removeHeader('Cache-Control');
    if (hasBody(request)) limitBody(request, () => refuse(request, response, () => sendPlain(413)));
    sent.listen(request, address, bodyLimit(exchange.url));
    inExchange(exchange, () => handle(request, response)).catch((error: unknown) => {
      const isTheirs = isSenders(exchange, error);
      if (isTheirs) noteBroken(exchange.id, error);
      else log().error({ err: error, id: exchange.id }, 'a request failed');
      if (!response.headersSent) sendPlain(isTheirs ? 400 : 500);
      else response.destroy();
    });
  };
}

function turnAway(
  refusal: Refusal,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  sendPlain: (status: number) => void,
) {
  if (refusal.status === 204 || refusal.status === 307) {
    response.statusCode = refusal.status;
    if (refusal.status === 307) response.setHeader('Location', refusal.location);
    response.end();
    return;
  }
  // What could not be read may not end where we think it does: nothing may follow it.
  if (refusal.status === 400 || refusal.status === 421) response.setHeader('Connection', 'close');
  if (refusal.status === 405) response.setHeader('Allow', refusal.allow);
  if (refusal.status === 403) {
    const { id, address, userAgent } = exchange;
    const path = clip(pathOf(exchange.url));
    const origin = clip(String(request.headers.origin));
    if (mayNote('forgeries', PER_MINUTE))
      log().warn(
        { event: 'malicious_csrf', id, path, origin },
        'a form from elsewhere was refused',
      );
    forgeryBell().emit('refused', { address, userAgent, path, origin });
  }
  afterSmallBody(request, () => refuse(request, response, () => sendPlain(refusal.status)));
}

/**
 * Refuses without making anything of the rest of what is being sent. It is read and dropped for a second, so
 * that the sender gets to see the answer; a connection closed on what was sent would lose it.
 */
function refuse(request: IncomingMessage, response: ServerResponse, send: () => void) {
  if (response.headersSent) return;
  // Where such a body ends nobody can say, so nothing may follow it.
  const coding = request.headers['transfer-encoding'] ?? 'chunked';
  if (coding.toLowerCase() !== 'chunked') response.setHeader('Connection', 'close');
  // Also for who wants the connection closed then, as proxies do: Node would close it at once.
  const isLast = !response.shouldKeepAlive;
  if (hasBody(request)) response.shouldKeepAlive = true;
  const close = () => (isLast || !request.complete) && request.socket.destroy();
  response.once('finish', () => {
    if (request.complete) close();
    else setTimeout(close, LINGER_MS).unref();
  });
  send();
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

const hasBody = ({ headers }: IncomingMessage) =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** Stops a body that grows past the limit without having said so before. */
function limitBody(request: IncomingMessage, tooLarge: () => void) {
  const push = request.push.bind(request);
  const limit = bodyLimit(request.url ?? '/');
  let received = 0;
  request.push = (chunk: Buffer | null, ...rest: []) => {
    received += chunk?.length ?? 0;
    if (received <= limit) return push(chunk, ...rest);
    tooLarge();
    // Dropped, and more is welcome to be: a sender that is stopped never reads the answer.
    return true;
  };
}

const pathOf = (url: string) => url.split('?')[0] ?? '/';

/** One log line for what went wrong or changed something; a count for everything. Never a query or body. */
function note(exchange: Exchange, sent: number | null, startedAt: number) {
  const { method, url, address } = exchange;
  const ms = performance.now() - startedAt;
  const status = sent ?? CLIENT_GONE;
  metrics().requests.inc({ method, status: `${Math.floor(status / 100)}xx` });
  metrics().seconds.observe(ms / 1000);
  const level = status >= 500 ? 'error' : !isRead(method) || status >= 400 ? 'info' : 'debug';
  if (!log().isLevelEnabled(level)) return;
  // Whoever likes can be turned away all day; what is ours, or is done, is written each time.
  if (status >= 400 && status < 500 && !mayNote('refusals', PER_MINUTE)) return;
  log()[level](
    { id: exchange.id, method, path: clip(pathOf(url)), status, ms: Math.round(ms), address },
    'answered',
  );
}
