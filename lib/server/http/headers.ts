/**
 * What every answer carries (OWASP HTTP Headers cheat sheet). The policy of a page lets run only scripts
 * that this answer made, and talks to nobody but this site; everything that is no page may do nothing.
 */
export function pagePolicy({
  isHttps,
  isProduction,
}: {
  isHttps: boolean;
  isProduction: boolean;
}): (nonce: string) => string {
  const inDevelopment = isProduction ? '' : " 'unsafe-eval'";
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'${inDevelopment}`,
    // The same in development: what looks right there must look so in production.
    `style-src 'self' 'nonce-${NONCE}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isProduction ? '' : ' ws:'}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
    // Browsers that know `report-to` ignore `report-uri` beside it, and send nothing by it over http.
    'report-uri /reports/csp',
    ...(isHttps ? ['report-to csp'] : []),
  ];
  const between = rules.join('; ').split(NONCE);
  return (nonce) => between.join(nonce);
}

/** Stands for the nonce until there is one. */
const NONCE = '*';

export const NO_POLICY = "default-src 'none'; frame-ancestors 'none'";

export function fixedHeaders({ isHttps }: { isHttps: boolean }): [string, string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['Reporting-Endpoints', 'csp="/reports/csp"'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    [
      'Permissions-Policy',
      'geolocation=(), camera=(), microphone=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
    ],
    // Two years. Whether subdomains go on a browser's preload list is the operator's to decide.
    ...(isHttps
      ? ([['Strict-Transport-Security', 'max-age=63072000; includeSubDomains']] as [
          string,
          string,
        ][])
      : []),
    ['Cache-Control', 'private, no-store'],
  ];
}

/** What an answer may depend on, besides what Next says itself. */
export const VARY = 'Cookie, Origin, Sec-Fetch-Site';
