import type { IncomingHttpHeaders } from 'node:http';
import { normalOrigin } from '#lib/env/host';

/**
 * The origin rule (OWASP CSRF cheat sheet, Fetch Metadata): a browser must say that the request comes from
 * a page of this very origin, by Sec-Fetch-Site or by Origin, and where it says both, by both; an old one
 * at least by Referer. One that says nothing is refused: clients that are not browsers use tokens.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = one(headers['sec-fetch-site']);
  const from = one(headers.origin);
  if (site !== undefined && site !== 'same-origin') return false;
  if (from !== undefined) return normalOrigin(from) === origin;
  if (site !== undefined) return true;
  return originOf(headers.referer) === origin;
}

/**
 * Whether a browser says that the request comes from another site. A client that says nothing is a program; an
 * address that somebody typed ("none") may be looked at.
 */
export function isFromElsewhere(
  headers: IncomingHttpHeaders,
  origin: string,
  isLook: boolean,
): boolean {
  const site = one(headers['sec-fetch-site']);
  const from = one(headers.origin);
  const isKnown = site === undefined || site === 'same-origin' || (isLook && site === 'none');
  return !isKnown || (from !== undefined && normalOrigin(from) !== origin);
}

/** What an app that is built of a browser's parts says it is from: tauri://localhost. No page of a site can. */
const OWN_SCHEME = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i;

/** Whether this is no page of any site: it brings no cookie, and its headers could not be a page's. */
export const isProgram = (headers: IncomingHttpHeaders) =>
  headers.cookie === undefined &&
  [undefined, 'none'].includes(one(headers['sec-fetch-site'])) &&
  (headers.origin === undefined || OWN_SCHEME.test(one(headers.origin) ?? ''));

function originOf(referer: string | undefined): string | null {
  return referer && URL.canParse(referer) ? normalOrigin(new URL(referer).origin) : null;
}

export const one = (value: string | string[] | undefined) =>
  Array.isArray(value) ? value.join(', ') : value;
