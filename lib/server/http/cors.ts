import type { IncomingHttpHeaders } from 'node:http';
import type { Cors } from '#lib/product/route';
import { carriesSession } from '#lib/request/credentials-in-headers';
import { one } from '#lib/server/http/origin';

export type Headers = [name: string, value: string][];

const SENDABLE = ['Authorization', 'Content-Type'];
/** What a page may read of an answer besides its body. */
const READABLE = 'ETag, Location, Retry-After, WWW-Authenticate';
const REMEMBERED_SECONDS = 600;

/** Whether a page asks that may: of an origin that the route names, and with our cookie only where the route says so. */
export const isNamed = (headers: IncomingHttpHeaders, cors: Cors | undefined): cors is Cors =>
  cors?.origins.includes(one(headers.origin) ?? '') === true &&
  (cors.cookie === true || !carriesSession(headers.cookie));

/** What lets that page read the answer; nothing for any other. */
export function readableBy(headers: IncomingHttpHeaders, cors: Cors | undefined): Headers {
  if (!isNamed(headers, cors)) return [];
  return [...allowed(headers, cors), ['Access-Control-Expose-Headers', READABLE]];
}

/** What a browser hears that asks before it lets the page ask; null when it may not. */
export function preflight(
  headers: IncomingHttpHeaders,
  cors: Cors,
  methods: readonly string[],
): Headers | null {
  const method = one(headers['access-control-request-method']) ?? '';
  if (!isNamed(headers, cors) || !methods.includes(method)) return null;
  return [
    ...allowed(headers, cors),
    ['Access-Control-Allow-Methods', methods.join(', ')],
    ['Access-Control-Allow-Headers', [...SENDABLE, ...(cors.headers ?? [])].join(', ')],
    ['Access-Control-Max-Age', String(REMEMBERED_SECONDS)],
  ];
}

const allowed = (headers: IncomingHttpHeaders, { cookie }: Cors): Headers => [
  ['Access-Control-Allow-Origin', one(headers.origin) ?? ''],
  ...(cookie ? [['Access-Control-Allow-Credentials', 'true'] as [string, string]] : []),
];
