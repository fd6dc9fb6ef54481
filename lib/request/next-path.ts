import 'server-only';
import { LONGEST_TARGET } from '#lib/request/lengths';
import { wayBack } from '#lib/request/way-back';

const DEFAULT = '/dashboard';
const NOWHERE =
  /^\/(sign-in|sign-up|sign-out|callback|confirm|session|api|_next|health|metrics|dev|oauth(?!\/consent\/))(\/|\?|$)/;

/**
 * Where to go after signing in: a path of this site with its whole query, or the dashboard. Refused is
 * whatever any client could read as another host, scheme or header, however it is encoded, and pages that
 * would only send back here.
 */
export function safeNext(said: unknown): string {
  const asked = typeof said === 'string' ? wayBack(said) : '';
  if (asked.length > LONGEST_TARGET || !isLocal(asked)) return DEFAULT;
  const url = new URL(asked, 'http://site.invalid');
  const path = url.pathname + url.search + url.hash;
  if (url.host !== 'site.invalid' || !isLocal(path) || !isLocal(decoded(url.pathname)))
    return DEFAULT;
  // Encoding can make nine characters of one.
  return NOWHERE.test(path) || path.length > LONGEST_TARGET ? DEFAULT : path;
}

const isLocal = (path: string) => /^\/(?!\/)/.test(path) && !/[\\\p{Cc}\p{Zl}\p{Zp}]/u.test(path);

/** Decoded twice, for those who decode twice. Something undecodable is no path. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(path));
  } catch {
    return '';
  }
}
