import type { Evidence } from './evidence.ts';
import type { Place } from './reachable.ts';
import type { Exchange } from './wire.ts';

/** What kind of thing an answer is. */
function placeOf({ path, method, headers, sent }: Exchange): Place {
  if (/\.map(\?|$)/.test(path)) return 'source map';
  if (path.startsWith('/_next/static/')) return 'static file';
  if (/worker\.js|sw\.js/.test(path)) return 'service worker';
  if (method === 'POST' && sent.headers['next-action']) return 'action payload';
  return headers.includes('text/x-component') ? 'RSC payload' : 'body';
}

/** Everything that went over the wire to browsers, and everything that the server printed. */
export function collectEvidence(evidence: Evidence, exchanges: Exchange[], log: string) {
  for (const exchange of exchanges) {
    const where = `${exchange.who} ${exchange.method} ${exchange.path.split('?')[0]}`;
    const { path, referer, headers, body, setCookies } = exchange;
    evidence.add({ place: placeOf(exchange), text: body }, where);
    // Also as one: what a page pushes piece by piece is its RSC payload.
    if (body.includes('__next_f')) evidence.add({ place: 'RSC payload', text: body }, where);
    evidence.add({ place: 'header', text: headers }, where);
    evidence.add({ place: 'URL', text: path }, where);
    evidence.add({ place: 'Referer', text: referer }, where);
    // A script reads a cookie unless it is HttpOnly.
    for (const line of setCookies)
      if (!/; *httponly/i.test(line))
        evidence.add({ place: 'cookie that a script can read', text: line }, where);
  }
  evidence.add({ place: 'server log', text: log }, 'the log');
}
