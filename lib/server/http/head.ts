import type { OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { RequestContext } from '#lib/request/context';
import { NO_POLICY, VARY } from '#lib/server/http/headers';
import { KEPT } from '#lib/server/http/public-files';

type Headed = { context: RequestContext; policy: string; isShared: boolean };

export function finishHead(
  response: ServerResponse,
  { context: { answer }, policy, isShared }: Headed,
  status: number,
) {
  nameCharset(response, status);
  const type = String(response.getHeader('content-type') ?? '');
  response.setHeader('Content-Security-Policy', type.startsWith('text/html') ? policy : NO_POLICY);
  if (!response.hasHeader('cache-control'))
    response.setHeader('Cache-Control', 'private, no-store');
  const cache = String(response.getHeader('cache-control'));
  // What is kept is one for everybody, but for what it says to a page of another origin.
  const isKept = /immutable/.test(cache) || cache === KEPT;
  const vary = isKept ? isShared && 'Origin' : VARY;
  if (vary)
    response.setHeader('Vary', [response.getHeader('vary'), vary].filter(Boolean).join(', '));
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
export function takeBack(response: ServerResponse, name: string | undefined) {
  if (!name) return;
  const secure = name.startsWith('__Host-') ? '; Secure' : '';
  response.appendHeader(
    'Set-Cookie',
    `${name}=; Path=/; Max-Age=0${secure}; HttpOnly; SameSite=lax`,
  );
}

export function mergeHeaders(response: ServerResponse, given: unknown) {
  if (Array.isArray(given)) {
    for (let i = 0; i + 1 < given.length; i += 2)
      response.setHeader(String(given[i]), given[i + 1] as string);
  } else if (given && typeof given === 'object') {
    for (const [name, value] of Object.entries(given as Record<string, OutgoingHttpHeader>))
      response.setHeader(name, value as string);
  }
}
