import 'server-only';
import { env } from '#lib/env';
import { CONSENT_SECONDS } from '#lib/oauth/lifetimes';
import { cookieName, readAsked } from '#lib/session/cookie';

const LATEST = 5;

/** How oidc-provider calls the cookies that browsers never get from it: of its session, and of one request. */
export const KEPT_BACK = { session: 'oauth-session', interaction: 'oauth-flow' };

/** How it gives a browser the number of the request that was begun in it. */
const GIVEN = new RegExp(`^${KEPT_BACK.interaction}=([\\w-]+);`);

/**
 * Whether it was this browser that a program sent here with the request of this number. Who only opens a link
 * to somebody else's request is not asked: their yes would let the other in (RFC 9700 4.7).
 */
export async function hasBegunRequest(uid: string): Promise<boolean> {
  return numbersIn(await readAsked()).includes(uid);
}

/**
 * The cookies that a browser is given, ours in the place of oidc-provider's: that one is for a single path, so
 * it cannot have the name that keeps others under the same domain from setting it (`__Host-`). It holds the
 * latest five numbers, for people have more than one tab. `sent` is what the browser brought.
 */
export function withOwnCookie(given: string[], sent: string): string[] {
  const name = cookieName('asked');
  const others = given.filter((line) => !line.startsWith(KEPT_BACK.interaction));
  const number = given.flatMap((line) => line.match(GIVEN)?.[1] ?? [])[0];
  if (!number) return others;
  const before = sent.split(/; */).find((pair) => pair.startsWith(`${name}=`));
  const numbers = [number, ...numbersIn(before?.slice(name.length + 1))].slice(0, LATEST);
  const secure = env().isHttps ? '; Secure' : '';
  const rest = `Path=/; Max-Age=${CONSENT_SECONDS}${secure}; HttpOnly; SameSite=lax`;
  return [`${name}=${numbers.join('.')}; ${rest}`, ...others];
}

const numbersIn = (value: string | undefined) => value?.split('.').filter(Boolean) ?? [];
