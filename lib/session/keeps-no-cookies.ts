import 'server-only';
import { env } from '#lib/env';
import { normalOrigin } from '#lib/env/host';
import { currentRequest } from '#lib/request/context';
import { bringsNoCookie } from '#lib/session/cookie';

/**
 * Whether the form of this page was just sent by a browser that keeps no cookies: what it was given leads on, what it
 * does not bring leads back, so it opens the page from that page itself. Good for a hint and for nothing else.
 */
export async function keepsNoCookies(): Promise<boolean> {
  const { method, url = '', cameFrom = '' } = currentRequest() ?? {};
  if (method !== 'GET' || !URL.canParse(cameFrom) || !(await bringsNoCookie())) return false;
  const { origin, pathname } = new URL(cameFrom);
  return normalOrigin(origin) === env().APP_URL && pathname === url.split('?')[0];
}
