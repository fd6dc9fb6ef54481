import type { IncomingHttpHeaders } from 'node:http';
import { normalHost } from '#lib/env/host';
import type { Cors } from '#lib/product/route';
import { requestedHost } from '#lib/request/client';
import { carriesSession } from '#lib/request/credentials-in-headers';
import { LONGEST_TARGET } from '#lib/request/lengths';
import { type Address, bodyLimit, decodedPath } from '#lib/server/http/addresses';
import { type Headers, isNamed, preflight } from '#lib/server/http/cors';
import { isFromInside } from '#lib/server/http/inside';
import { isFromElsewhere, isProgram, isSameOrigin, one } from '#lib/server/http/origin';
import { hasMetricsToken } from '#lib/server/metrics-token';

/** Why the front door turns a request away, or sends it elsewhere; it never reaches a page. */
export type Rejection =
  | { status: 204; headers?: Headers }
  | { status: 400 | 403 | 404 | 413 | 414 | 421 }
  | { status: 405; allow: string }
  | { status: 307; location: string };

export type Site = {
  /** Scheme, host and port, as the browser's Origin header says it. */
  origin: string;
  host: string;
  isLoopback: boolean;
  isHttps: boolean;
  trustedHops: number;
};

export type IncomingRequest = {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
};

const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * What every request has to pass before a page or action sees it, in this order: a well-formed path, a
 * known host, a method we have, and, for whatever may change something, the origin rule. `address` is the
 * kind of address it asks for. Null: welcome.
 */
export function findRejection(
  asked: IncomingRequest,
  address: Address,
  site: Site,
): Rejection | null {
  if (isFromInside(asked.headers)) return { status: 204 };
  if (asked.url.length > LONGEST_TARGET) return { status: 414 };
  if (!isPlainPath(asked.url) || isDuplicated(asked.rawHeaders, 'host')) return { status: 400 };
  const isProbe = HEALTH.test(asked.url) || isScrape(asked, site);
  return (isProbe ? null : hostRefusal(asked, site)) ?? formRefusal(asked, site, address);
}

const HEALTH = /^\/health\/(live|ready)(\?|$)/;

/**
 * Prometheus cannot say another Host than the one it connects to. A caller with the token may ask under any; while
 * the site is on loopback, so may a caller who uses one of its names. No page of another site can (DNS rebinding).
 */
const isScrape = ({ url, headers }: IncomingRequest, site: Site) =>
  /^\/metrics(\?|$)/.test(url) &&
  (hasMetricsToken(headers.authorization) ||
    isAlias(normalHost(headers.host ?? '', site.isHttps), site));

function formRefusal(asked: IncomingRequest, site: Site, address: Address): Rejection | null {
  const { method, url, headers } = asked;
  if (method === 'OPTIONS' && address.cors) return askedBefore(headers, address.cors, address);
  if (!address.methods.includes(method)) return { status: 405, allow: address.methods.join(', ') };
  if (INNER.test(decodedPath(url) ?? '')) return { status: 404 };
  if (!mayAsk(asked, site, address)) return { status: 403 };
  return Number(headers['content-length'] ?? 0) > bodyLimit(address) ? { status: 413 } : null;
}

const mayAsk = (asked: IncomingRequest, { origin }: Site, { cors, for: whom }: Address) =>
  isNamed(asked.headers, cors) || ADMITS[whom](asked, origin);

function askedBefore(headers: IncomingHttpHeaders, cors: Cors, { methods }: Address): Rejection {
  const says = preflight(headers, cors, methods);
  return says ? { status: 204, headers: says } : { status: 403 };
}

/** Next's own pages, which fail when asked for, and the image optimizer, which is not used and has had holes. */
const INNER = /^\/_(next\/image|global-error|not-found|error|app|document)(\/|\.|$)/;

/** Whether a method only looks (RFC 9110 9.2.1). */
export const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** The rules by kind of address: each kind says which of these apply to it. */
const ADMITS: Record<Address['for'], (asked: IncomingRequest, origin: string) => boolean> = {
  pages: ({ method, headers }, origin) => isRead(method) || isSameOrigin(headers, origin),
  // Which rule it is depends on the cookie alone: no other header, however it reads, makes it the easier one.
  both: ({ method, headers }, origin) =>
    !isRead(method) && carriesSession(headers.cookie)
      ? isSameOrigin(headers, origin)
      : !isFromElsewhere(headers, origin, isRead(method)) || isProgram(headers),
  anybody: () => true,
  programs: ({ headers }) => isProgram(headers),
};

/**
 * Origin form only: no absolute form, no second slash or backslash that a client could read as a host, no
 * dot segments, which somebody behind us would resolve after we have judged, and nothing that cannot be
 * decoded, which Next takes for a failure of its own.
 */
const isPlainPath = (url: string) =>
  /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(url) &&
  decodedPath(url) !== null &&
  !/\/(\.|%2e){1,2}([/?#;]|%2f|%5c|$)/i.test(url.split('?')[0] ?? '');

const isDuplicated = (rawHeaders: string[], name: string) =>
  rawHeaders.filter((entry, index) => index % 2 === 0 && entry.toLowerCase() === name).length > 1;

/**
 * Only the host of APP_URL is served, so that no answer is ever made for a name somebody else chose
 * (DNS rebinding, poisoned caches). Behind trusted proxies it is the host that they name.
 * While the site is on loopback, a GET under another loopback name is sent on to the right one.
 */
function hostRefusal({ method, url, headers }: IncomingRequest, site: Site): Rejection | null {
  const forwarded = one(headers['x-forwarded-host']);
  const host = normalHost(requestedHost(headers.host, forwarded, site.trustedHops), site.isHttps);
  if (host === site.host) return null;
  if (isAlias(host, site) && isRead(method)) return { status: 307, location: site.origin + url };
  return { status: 421 };
}

/** Whether it is another name of this machine for the same port, while the site is for it only. */
const isAlias = (host: string | null, site: Site) =>
  host !== null &&
  site.isLoopback &&
  LOOPBACK_NAME.test(host) &&
  portOf(host) === portOf(site.host);

/** Of a host as it is compared: without one it is the default. */
const portOf = (host: string) => host.match(/:(\d+)$/)?.[1];
