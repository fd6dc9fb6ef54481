import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { inRequest } from '#lib/request/context';
import { joinAuthorization } from '#lib/request/credentials-in-headers';
import { isSenders, logBrokenRequest } from '#lib/server/broken-requests';
import { type Address, addressOf } from '#lib/server/http/addresses';
import { shapeAnswer } from '#lib/server/http/answer';
import { cleanHeaders } from '#lib/server/http/clean-headers';
import { fixedHeaders, NO_POLICY, pagePolicy } from '#lib/server/http/headers';
import { logAnswer } from '#lib/server/http/log-answer';
import { followMailboxLink } from '#lib/server/http/mailbox-link';
import { newNonce } from '#lib/server/http/nonce';
import { hasBody, reject, rejectUnread } from '#lib/server/http/reject';
import { ServerRequestContext } from '#lib/server/http/request-context';
import {
  bodyLimit,
  findRejection,
  type IncomingRequest,
  type Site,
} from '#lib/server/http/request-rules';
import { Sent } from '#lib/server/http/sent';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The front door: stands before Next and every page, action and endpoint. It decides who is calling, turns
 * away what must not come in, gives every answer its headers, and sees to it that whatever fails ends as
 * a page a person can read.
 */
export function requestHandler(
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
    const context = new ServerRequestContext(request, response, site.trustedHops);
    const address = addressOf(context.url);
    const { nonce, policy } = allowedFor(address);
    setHeaders(response, fixed, address);
    const sent = new Sent();
    const { sendPlain, sentStatus } = shapeAnswer(request, response, {
      context,
      sent,
      says: address.says,
      nonce,
      policy,
      isDevelopment,
    });
    response.once('close', () => logAnswer(context, sentStatus(), startedAt));

    const refusal = findRejection(request as IncomingRequest, address, site);
    if (refusal) return reject(refusal, context, request, response, sendPlain);
    if (followMailboxLink(context.method, context.url, response)) return;
    cleanHeaders(request.headers, site, context.address, policy);
    joinAuthorization(request.headers, request.rawHeaders);
    // Next lets its hashed files be kept for ever, unless somebody has said otherwise before.
    if (context.url.startsWith('/_next/static/')) response.removeHeader('Cache-Control');
    if (hasBody(request))
      limitBody(request, () => rejectUnread(request, response, () => sendPlain(413)));
    sent.listen(request, address, bodyLimit(context.url));
    inRequest(context, () => handle(request, response)).catch((error: unknown) => {
      const isTheirs = isSenders(context, error);
      if (isTheirs) logBrokenRequest(context.id, error);
      else log().error({ err: error, id: context.id }, 'a request failed');
      if (!response.headersSent) sendPlain(isTheirs ? 400 : 500);
      else response.destroy();
    });
  };
}

function setHeaders(response: ServerResponse, fixed: [string, string][], { cache }: Address) {
  for (const [name, value] of fixed) response.setHeader(name, value);
  if (cache) response.setHeader('Cache-Control', cache);
}

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
