import type { Cors } from '#lib/product/route';
import { type FoundRoute, routeAt } from '#lib/product/route-at';

/** Who may ask there, and in which words a refusal is said. */
export type Address = {
  at: RegExp;
  methods: readonly string[];
  /**
   * `pages`: anybody may look, only our own pages may send something.
   * `both`: the same for a browser that brings our cookie; programs bring none, and nobody comes from another site.
   * `anybody`: another site may post there, a provider or one that signs people in or out; nothing of ours is read of such a
   * request.
   * `programs`: whatever a browser adds for a page is one thing too many.
   */
  for: 'pages' | 'both' | 'anybody' | 'programs';
  /** `page`: words for people. `problem`: RFC 9457. `oauth`: the errors of RFC 6749. */
  says: 'page' | 'problem' | 'oauth';
  /** Where the answer is not to be packed either, neither here nor on the way. */
  cache?: 'no-store, no-transform';
  /** How many bytes may be sent there; 64 KB where it says nothing. */
  limit?: number | undefined;
  /** The pages of other origins that may ask there. */
  cors?: Cors | undefined;
  /** Nobody behind the front door sees a cookie. */
  isWithoutCookie?: boolean;
  /** Files are sent there: what is sent is not kept in memory. */
  takesFiles?: boolean;
};

/** Every kind of address, the first that fits counts. */
const ADDRESSES: readonly Address[] = [
  {
    at: /^\/oauth\/(token|par|device_authorization|revoke|introspect)\/?$/,
    methods: ['POST'],
    for: 'programs',
    says: 'oauth',
  },
  {
    at: /^\/oauth\/userinfo\/?$/,
    methods: ['GET', 'HEAD', 'POST'],
    for: 'programs',
    says: 'oauth',
  },
  {
    at: /^\/api\/v1\/openapi\.json\/?$/,
    methods: ['GET', 'HEAD'],
    for: 'pages',
    says: 'problem',
  },
  {
    at: /^\/api(\/|$)/,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    for: 'both',
    says: 'problem',
  },
  // A site may send its people here by a form (OpenID Connect Core 3.1.2.1): it is turned into a GET.
  {
    at: /^\/oauth\/authorize\/?$/,
    methods: ['GET', 'HEAD', 'POST'],
    for: 'anybody',
    says: 'page',
  },
  // A provider says there, by itself, of whom it has signed out.
  {
    at: /^\/callback\/[a-z][a-z0-9-]{0,31}\/logout$/,
    methods: ['POST'],
    for: 'programs',
    says: 'oauth',
  },
  // Two more where another site may send something: see app/callback, and app/oauth/logout.
  {
    at: /^\/callback\/[a-z][a-z0-9-]{0,31}$/,
    methods: ['GET', 'HEAD', 'POST'],
    for: 'anybody',
    says: 'page',
  },
  {
    at: /^\/oauth\/logout\/?$/,
    methods: ['GET', 'HEAD', 'POST'],
    for: 'anybody',
    says: 'page',
  },
  // It holds a place for as long as its reader likes: no page of another site gets one, and HEAD would wait for an end.
  {
    at: /^\/session\/watch\/?$/,
    methods: ['GET'],
    for: 'both',
    says: 'page',
    cache: 'no-store, no-transform',
  },
];

const PAGE: Address = { at: /^/, methods: ['GET', 'HEAD', 'POST'], for: 'pages', says: 'page' };

/**
 * The kind of this address, by its path as it is matched to what answers it: decoded once. What the product declares for
 * it (lib/product/routes) comes on top.
 */
export function addressOf(url: string): Address {
  const path = decodedPath(url) ?? pathOf(url);
  const address = ADDRESSES.find(({ at }) => at.test(path)) ?? PAGE;
  const route = routeAt(pathOf(url), path);
  return route ? declared(address, route) : address;
}

function declared(address: Address, { limit, cors, files, webhook }: FoundRoute): Address {
  const more = { limit, cors, takesFiles: files !== undefined };
  if (!webhook) return { ...address, ...more };
  return {
    ...more,
    at: address.at,
    methods: ['POST'],
    for: 'anybody',
    says: 'problem',
    isWithoutCookie: true,
  };
}

/** The path of an address as it is read; null when its percent signs make no sense. */
export function decodedPath(url: string): string | null {
  const path = pathOf(url);
  try {
    return path.includes('%') ? decodeURIComponent(path) : path;
  } catch {
    return null;
  }
}

const MAX_BODY_BYTES = 64 * 1024;

/** How many bytes may be sent to this address. */
export const bodyLimit = ({ limit = MAX_BODY_BYTES }: Address): number => limit;

function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
