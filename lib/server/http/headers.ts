import { isMailCaptured, MAILBOX } from '#lib/mail/mailbox-key';
import { isOwnAddress } from '#lib/product/own-addresses';
import { POLICY } from '#lib/product/policy';
import { NONCE, type PolicyAdditions, sourceRules } from '#lib/product/policy-additions';

type Deployment = { isHttps: boolean; isProduction: boolean };

/** Elements in the frames of captured mail may have a style, as every mail does; nothing else is allowed there besides. */
const MAIL: PolicyAdditions = { styleAttributes: true };

/**
 * The policy of each page, by its path: what the product adds does not count for the pages of Gatehouse itself. The page of
 * captured mail shows mails in frames, which have its policy.
 */
export function policyByPath(
  deployment: Deployment,
  additions = POLICY,
): (path: string, nonce: string) => string {
  const [own, widened] = [pagePolicy(deployment), pagePolicy(deployment, additions)];
  const mailbox = pagePolicy(deployment, MAIL);
  return (path, nonce) => {
    if (path === MAILBOX && isMailCaptured()) return mailbox(nonce);
    return isOwnAddress(path) ? own(nonce) : widened(nonce);
  };
}

/**
 * What every answer carries (OWASP HTTP Headers cheat sheet). The policy of a page lets run only scripts
 * that this answer made, and talks to nobody but this site and whom the product names; everything that is no page may do
 * nothing. It is the same in development, but for what the tools there need: what looks right there must look so in
 * production.
 */
export function pagePolicy(
  { isHttps, isProduction }: Deployment,
  additions: PolicyAdditions = {},
): (nonce: string) => string {
  const forTools = isProduction ? {} : { connect: [...(additions.connect ?? []), 'ws:'] };
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'${isProduction ? '' : " 'unsafe-eval'"}`,
    ...sourceRules({ ...additions, ...forTools }),
    "manifest-src 'self'",
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
export const VARY = 'Accept-Language, Cookie, Origin, Sec-Fetch-Site';
