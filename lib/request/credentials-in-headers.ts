import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request brings a cookie of ours that stands for somebody, or for a flow somebody is in. Read
 * widely: what any reader of cookies might take for one counts, for a client that brings one is a browser to us.
 */
export const carriesSession = (cookie: string | null | undefined): boolean =>
  /(^|[;,\s])"?(__Host-)?(session|flow)\s*=/i.test(cookie ?? '');

/**
 * Node keeps the first of two Authorization headers and says nothing. Joined they are what they are: no
 * credential at all, so that nobody behind us takes one of them for the only one.
 */
export function joinAuthorization(headers: IncomingHttpHeaders, rawHeaders: string[]) {
  if (headers.authorization === undefined) return;
  const sent = rawHeaders.filter(
    (_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization',
  );
  if (sent.length > 1) headers.authorization = sent.join(', ');
}
