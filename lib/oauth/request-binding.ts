import 'server-only';
import { env } from '#lib/env';
import { CONSENT_SECONDS } from '#lib/oauth/lifetimes';
import { bindingCookieName, hasBindingCookie } from '#lib/session/cookie';

/** In one browser at the same time; the oldest goes. */
const LATEST = 16;

/** How oidc-provider calls the cookies that browsers never get from it: of its session, and of one request. */
export const INTERNAL_COOKIES = { session: 'oauth-session', interaction: 'oauth-flow' };

/** How it gives a browser the number of the request that was begun in it. */
const GIVEN = new RegExp(`^${INTERNAL_COOKIES.interaction}=([\\w-]+);`);

/**
 * Whether it was this browser that a program sent here with the request of this number. A person who only opens a
 * link to somebody else's request is not asked: their yes would let the other in (RFC 9700 4.7).
 */
export const hasRequestBinding = async (uid: string): Promise<boolean> =>
  NUMBER.test(uid) && hasBindingCookie(uid);

const NUMBER = /^[\w-]{1,64}$/;

/**
 * The cookies that a browser is given, ours in the place of oidc-provider's: that one is for a single path, so
 * it cannot have the name that keeps others under the same domain from setting it (`__Host-`). Each request has
 * a cookie of its own, so that many tabs at once do not overwrite one another. `sent` is what the browser
 * brought.
 */
export function withBindingCookie(given: string[], sent: string): string[] {
  const others = given.filter((line) => !line.startsWith(INTERNAL_COOKIES.interaction));
  const number = given.flatMap((line) => line.match(GIVEN)?.[1] ?? [])[0];
  if (!number) return others;
  const own = cookieFor(number, String(Date.now()), CONSENT_SECONDS);
  const tooMany = boundBefore(sent, number).slice(LATEST - 1);
  return [own, ...tooMany.map((old) => cookieFor(old, '', 0)), ...others];
}

function cookieFor(number: string, value: string, seconds: number) {
  const secure = env().isHttps ? '; Secure' : '';
  return `${bindingCookieName(number)}=${value}; Path=/; Max-Age=${seconds}${secure}; HttpOnly; SameSite=lax`;
}

/** The numbers of the requests that the browser has cookies for, newest first. */
function boundBefore(sent: string, number: string): string[] {
  const prefix = bindingCookieName('');
  return sent
    .split(/; */)
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length).split('='))
    .filter(([other = '']) => NUMBER.test(other) && other !== number)
    .sort(([, one], [, other]) => Number(other) - Number(one))
    .map(([other = '']) => other);
}
