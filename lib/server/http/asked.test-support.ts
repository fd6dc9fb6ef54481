import { addressOf } from '#lib/server/http/addresses';
import { type Asked, findRefusal, type Site } from '#lib/server/http/rules';

export const ORIGIN = 'https://app.acme.test';
export const site: Site = {
  origin: ORIGIN,
  host: 'app.acme.test',
  isLoopback: false,
  isHttps: true,
  trustedHops: 0,
};

type Told = Partial<Omit<Asked, 'headers'>> & { headers?: Record<string, string> };

/** A request to that site, as the front door sees it. */
export function asked(more: Told = {}): Asked {
  const headers = { host: site.host, ...more.headers };
  return { method: 'GET', url: '/', rawHeaders: Object.entries(headers).flat(), ...more, headers };
}

/** Why it is turned away there; null when it is welcome. */
export const refusalOf = (request: Asked, at = site) =>
  findRefusal(request, addressOf(request.url), at);

export const statusOf = (request: Asked, at = site) => refusalOf(request, at)?.status ?? 'welcome';
