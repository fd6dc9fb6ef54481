import type { IncomingHttpHeaders } from 'node:http';
import { normalOrigin } from '#lib/env/host';
import { markAsInside } from '#lib/server/http/inside';
import type { Site } from '#lib/server/http/request-rules';

// What only Next itself, or a proxy, may say. From outside it is at best noise.
const INTERNAL =
  /^(content-security-policy.*|x-nonce|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*|x-nextjs-.*|x-next-.*|next-resume.*|x-forwarded-.*|forwarded|x-real-ip|x-original-url|x-rewrite-url|x-host|x-action-forwarded|x-vercel-.*|x-prerender-.*|location)$/;

const PREFETCH = 'next-router-prefetch';

/** Takes out of the request what outsiders must not say, and puts in what Next may rely on. */
export function cleanHeaders(
  headers: IncomingHttpHeaders,
  site: Site,
  address: string,
  policy: string,
) {
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name];
  // For another kind Next makes the page as a build does, where to ask for the time is a failure; nothing here asks so.
  if (headers[PREFETCH] !== '1') delete headers[PREFETCH];
  markAsInside(headers);
  headers.host = site.host;
  // Next compares the two letter by letter.
  if (normalOrigin(headers.origin ?? '') === site.origin) headers.origin = site.origin;
  headers['x-forwarded-for'] = address;
  headers['x-forwarded-proto'] = site.isHttps ? 'https' : 'http';
  // From here Next takes the nonce for its own scripts.
  headers['content-security-policy'] = policy;
}
