import { addressOf } from '#lib/server/http/addresses';
import { findRejection, type IncomingRequest, type Site } from '#lib/server/http/request-rules';

export const ORIGIN = 'https://app.acme.test';
export const site: Site = {
  origin: ORIGIN,
  host: 'app.acme.test',
  isLoopback: false,
  isHttps: true,
  trustedHops: 0,
};

type Told = Partial<Omit<IncomingRequest, 'headers'>> & { headers?: Record<string, string> };

/** A request to that site, as the front door sees it. */
export function asked(more: Told = {}): IncomingRequest {
  const headers = { host: site.host, ...more.headers };
  return { method: 'GET', url: '/', rawHeaders: Object.entries(headers).flat(), ...more, headers };
}

/** Why it is turned away there; null when it is welcome. */
export const rejectionOf = (request: IncomingRequest, at = site) =>
  findRejection(request, addressOf(request.url), at);

export const statusOf = (request: IncomingRequest, at = site) =>
  rejectionOf(request, at)?.status ?? 'welcome';
