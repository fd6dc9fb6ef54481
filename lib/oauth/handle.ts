import 'server-only';
import type { OutgoingHttpHeaders } from 'node:http';
import inject, { type Response as Answer } from 'light-my-request';
import { hashSecret } from '#lib/crypto/tokens';
import { take } from '#lib/limits/take';
import { takeLoad } from '#lib/limits/take-load';
import { DEVICE_GRANT } from '#lib/oauth/client-metadata';
import { PUBLISHED_SECONDS } from '#lib/oauth/lifetimes';
import {
  introspectionsByNetwork,
  pollsByNetwork,
  requestsByNetwork,
  revocationsByToken,
  tokensByNetwork,
} from '#lib/oauth/limits';
import { authorizationServer } from '#lib/oauth/provider';
import { INTERNAL_COOKIES, withBindingCookie } from '#lib/oauth/request-binding';
import { markSilence } from '#lib/oauth/silence';
import { answerUnasked } from '#lib/oauth/unasked';
import { currentClient, networkOf } from '#lib/request/client';
import { currentRequest, setResponse } from '#lib/request/context';
import { carriesSession } from '#lib/request/credentials-in-headers';
import { getViewer } from '#lib/session/viewer';

/**
 * Answers a request to the authorization server. `path` is where oidc-provider knows it, when that is not
 * the address asked for. Cookies of its own session are neither taken nor given: there is none.
 */
export async function answerOauth(request: Request, path?: string): Promise<Response> {
  setResponse({ actionStarted: true });
  const asked = new URL(request.url);
  const payload = withSilence(asked, Buffer.from(await request.arrayBuffer()));
  const throttled = await count(request.method, asked.pathname, payload);
  if (throttled) return tooMany(throttled, asksAgain(asked.pathname, payload));
  const known = PATHS.test(asked.pathname) ? asked.pathname : UNKNOWN;
  const url = (path ?? known) + asked.search;
  const sent = {
    method: request.method as 'GET' | 'POST',
    url,
    headers: headersOf(request),
    payload,
  };
  const answer = await goOnUnasked(await ask(sent), sent);
  const seconds = answer.statusCode === 200 && PUBLISHED_SECONDS[asked.pathname];
  if (seconds) setResponse({ headers: { 'Cache-Control': `public, max-age=${seconds}` } });
  return new Response(answer.rawPayload.byteLength > 0 ? new Uint8Array(answer.rawPayload) : null, {
    status: answer.statusCode,
    headers: answered(answer.headers, request.headers.get('cookie') ?? ''),
  });
}

type Sent = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  payload: Buffer;
};

const ask = async (sent: Sent) =>
  inject((await authorizationServer()).callback(), {
    ...sent,
    remoteAddress: currentClient().address,
  });

/**
 * What is asked under these, letter by letter, is known to oidc-provider. It would take capitals and a slash at the end as
 * well, past everything here that counts and marks by the path; those it is asked about as about any other unknown path.
 */
const PATHS =
  /^(\/oauth\/(authorize(\/[\w-]+)?|par|token|device_authorization|revoke|introspect|userinfo)|\/\.well-known\/(jwks\.json|openid-configuration))$/;
const UNKNOWN = '/oauth/unknown';

/** Where a person is led to be asked. */
const TO_CONSENT = /^\/oauth\/consent\/([\w-]+)$/;

/** The answer to a request that nobody has to be asked about, in the place of the way to the question. */
async function goOnUnasked(answer: Answer, sent: Sent): Promise<Answer> {
  const [, uid] = TO_CONSENT.exec(String(answer.headers.location)) ?? [];
  if (!uid || sent.method !== 'GET' || !sent.url.startsWith('/oauth/authorize?')) return answer;
  // A prefetch signs nobody in.
  if (currentRequest()?.isPrefetch) return answer;
  const viewer = carriesSession(sent.headers['cookie']) ? await getViewer() : null;
  if (!(await answerUnasked(viewer, uid))) return answer;
  // As the browser would bring it along, had it been led there. What was given just now stands first and so counts: a
  // browser that sends the cookie of another request, for another path, is not answered about that one.
  const given = [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
  const cookie = [...given, sent.headers['cookie']].filter(Boolean).join('; ');
  return ask({
    ...sent,
    method: 'GET',
    url: `/oauth/authorize/${uid}`,
    headers: { ...sent.headers, cookie },
  });
}

/** The form that was sent, where a request stands in it; one that stands in the address is changed there (lib/oauth/silence). */
function withSilence({ pathname, searchParams }: URL, payload: Buffer): Buffer {
  if (pathname === '/oauth/authorize') markSilence(searchParams);
  if (pathname !== '/oauth/par') return payload;
  const form = new URLSearchParams(payload.toString());
  return markSilence(form) ? Buffer.from(form.toString()) : payload;
}

/**
 * Whatever writes is counted. Devices that wait and services that ask have pots of their own: they ask often,
 * and must not keep the programs of their network from going on; and nobody keeps a program from ending. A person who is sent here too often reads so on
 * a page.
 */
async function count(method: string, path: string, payload: Buffer) {
  const network = networkOf(currentClient().address);
  if (method === 'POST') {
    const load = LOADS[asksAgain(path, payload) ? 'poll' : path]?.(network, payload);
    return load ? takeLoad([load]) : take([[tokensByNetwork, network]]);
  }
  if (path !== '/oauth/authorize') return null;
  const throttled = await takeLoad([[requestsByNetwork, network]]);
  if (throttled) setResponse({ isThrottled: true, ...throttled });
  return throttled;
}

type Load = Parameters<typeof takeLoad>[0][number];

/** What is about load alone. A request that is pushed is the first half of what a browser is sent along with. */
const LOADS: Record<string, (network: string, payload: Buffer) => Load> = {
  '/oauth/revoke': (_, payload) => [revocationsByToken, tokenIn(payload)],
  '/oauth/introspect': (network) => [introspectionsByNetwork, network],
  '/oauth/par': (network) => [requestsByNetwork, network],
  poll: (network) => [pollsByNetwork, network],
};

/** Whether it is a device that asks for its answer. */
const asksAgain = (path: string, payload: Buffer) =>
  path === '/oauth/token' &&
  new URLSearchParams(payload.toString()).get('grant_type') === DEVICE_GRANT;

/** The token that is given back, as what it is counted by. */
const tokenIn = (payload: Buffer) =>
  hashSecret(new URLSearchParams(payload.toString()).get('token') ?? '');

/** What belongs to one connection; Next says it for itself. */
const HOP = new Set(['connection', 'transfer-encoding', 'content-length', 'keep-alive', 'date']);

function answered({ 'set-cookie': cookies, ...headers }: OutgoingHttpHeaders, sent: string) {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (!HOP.has(name)) for (const one of [value ?? []].flat()) kept.append(name, String(one));
  const given = [cookies ?? []].flat().map(String);
  const others = given.filter((line) => !line.startsWith(INTERNAL_COOKIES.session));
  for (const line of withBindingCookie(others, sent)) kept.append('set-cookie', line);
  return kept;
}

function headersOf(request: Request): Record<string, string> {
  const headers = Object.fromEntries(request.headers);
  delete headers['content-length'];
  delete headers['transfer-encoding'];
  const kept = (headers['cookie'] ?? '')
    .split(/; */)
    .filter((one) => !one.startsWith(INTERNAL_COOKIES.session));
  return { ...headers, cookie: kept.join('; ') };
}

/** A device has a word of its own for it, after which it asks less often (RFC 8628 3.5). */
const tooMany = ({ retryAfter }: { retryAfter: number }, isPoll: boolean) =>
  Response.json(
    {
      error: isPoll ? 'slow_down' : 'temporarily_unavailable',
      error_description: 'too many requests',
    },
    { status: isPoll ? 400 : 429, headers: { 'Retry-After': String(retryAfter) } },
  );
