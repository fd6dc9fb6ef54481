type Site = { kind: string; issuer: string };

/** At Microsoft each organisation has an issuer of its own … */
export const OF_A_TENANT =
  /^https:\/\/login\.microsoftonline\.com\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/v2\.0$/;
/** … and personal accounts have that of one tenant. */
export const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Where anybody may have an account, by whatever kind and address it was added. */
const OPEN_TO_ALL = [
  'login.microsoftonline.com',
  'accounts.google.com',
  'gitlab.com',
  'appleid.apple.com',
  'www.linkedin.com',
];

/**
 * Whether all who sign in there are of one company: any other kind has the whole world, or lets people say what they like. At
 * Microsoft only the issuer of one organisation is; those of many take a token of any of them.
 */
export function isOfOneCompany({ kind, issuer }: Site): boolean {
  if (OF_A_TENANT.test(issuer)) return !issuer.includes(CONSUMERS);
  if (kind !== 'oidc' && kind !== 'gitlab') return false;
  return URL.canParse(issuer) && !OPEN_TO_ALL.includes(new URL(issuer).hostname);
}

/** Whether a domain may be sent there. Google says of a Workspace itself whose address it is. */
export const mayHaveDomains = (provider: Site): boolean =>
  provider.kind === 'google' || isOfOneCompany(provider);
