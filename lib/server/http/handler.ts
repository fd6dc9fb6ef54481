import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { inRequest } from '#lib/request/context';
import { joinAuthorization } from '#lib/request/credentials-in-headers';
import { isSenders, logBrokenRequest } from '#lib/server/broken-requests';
import { type Address, addressOf, bodyLimit, decodedPath } from '#lib/server/http/addresses';
import { shapeAnswer } from '#lib/server/http/answer';
import { cleanHeaders } from '#lib/server/http/clean-headers';
import { readableBy } from '#lib/server/http/cors';
import { fixedHeaders, NO_POLICY, policyByPath } from '#lib/server/http/headers';
import { limitBody } from '#lib/server/http/limit-body';
import { logAnswer } from '#lib/server/http/log-answer';
import { followMailboxLink } from '#lib/server/http/mailbox-link';
import { newNonce } from '#lib/server/http/nonce';
import { isPublicFile, KEPT } from '#lib/server/http/public-files';
import { hasBody, reject, rejectUnread } from '#lib/server/http/reject';
import { ServerRequestContext } from '#lib/server/http/request-context';
import {
  findRejection,
  type IncomingRequest,
  isRead,
  type Site,
} from '#lib/server/http/request-rules';
import { Sent } from '#lib/server/http/sent';
import { inLanguage } from '#texts/languages';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The front door: stands before Next and every page, action and endpoint. It decides who is calling, turns
 * away what must not come in, gives every answer its headers, and sees to it that whatever fails ends as
 * a page a person can read.
 */
export function requestHandler(handle: Handle, mode: { isDevelopment: boolean }): RequestListener {
  const hops = env().TRUSTED_PROXY_HOPS;
  const answer = answering(handle, mode);
  return (request, response) => {
    const context = new ServerRequestContext(request, response, hops);
    inLanguage(
      () => context.language,
      () => answer(request, response, context),
    );
  };
}

type Answering = (
  request: IncomingMessage,
  response: ServerResponse,
  context: ServerRequestContext,
) => void;

function answering(handle: Handle, { isDevelopment }: { isDevelopment: boolean }): Answering {
  const { APP_URL, host, isLoopback, isHttps, TRUSTED_PROXY_HOPS } = env();
  const site: Site = {
    origin: APP_URL,
    host,
    isLoopback,
    isHttps,
    trustedHops: TRUSTED_PROXY_HOPS,
  };
  const fixed = fixedHeaders({ isHttps });
  const policyOf = policyByPath({ isHttps, isProduction: !isDevelopment });
  /** Which scripts an answer may run: none, where no page is asked for. */
  const allowedFor = ({ says }: Address, url: string) => {
    if (says !== 'page') return { nonce: '', policy: NO_POLICY };
    const nonce = newNonce();
    return { nonce, policy: policyOf(decodedPath(url) ?? url, nonce) };
  };

  return (request, response, context) => {
    const startedAt = performance.now();
    const address = addressOf(context.url);
    const { nonce, policy } = allowedFor(address, context.url);
    context.nonce = nonce;
    setHeaders(response, [...fixed, ...readableBy(request.headers, address.cors)], address);
    const limit = bodyLimit(address);
    const sent = new Sent();
    const { sendPlain, sentStatus } = shapeAnswer(request, response, {
      context,
      sent,
      says: address.says,
      nonce,
      policy,
      limit,
      isDevelopment,
      isShared: address.cors !== undefined,
    });
    response.once('close', () => logAnswer(context, sentStatus(), startedAt));

    const refusal = findRejection(request as IncomingRequest, address, site);
    if (refusal) return reject(refusal, context, request, response, sendPlain);
    if (followMailboxLink(context.method, context.url, response)) return;
    cleanHeaders(request.headers, site, context.address, policy);
    joinAuthorization(request.headers, request.rawHeaders);
    letKeep(context, response, isDevelopment);
    if (address.isWithoutCookie) delete request.headers.cookie;
    if (hasBody(request))
      limitBody(request, response, address, (status) =>
        rejectUnread(request, response, () => sendPlain(status)),
      );
    sent.listen(request, address, limit);
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

function letKeep(
  { method, url }: ServerRequestContext,
  response: ServerResponse,
  isDevelopment: boolean,
) {
  // Next lets its hashed files be kept for ever, unless somebody has said otherwise before.
  if (url.startsWith('/_next/static/')) response.removeHeader('Cache-Control');
  else if (!isDevelopment && isRead(method) && isPublicFile(decodedPath(url) ?? ''))
    response.setHeader('Cache-Control', KEPT);
}
