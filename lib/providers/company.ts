import 'server-only';
import type { Role } from '#lib/permissions/resource';
import { domainBy } from '#lib/providers/domains';
import { OF_A_TENANT } from '#lib/providers/issuers';
import type { Said } from '#lib/providers/kinds/kind';
import { CONSUMERS } from '#lib/providers/kinds/microsoft';
import { roleBy } from '#lib/providers/role-map';
import type { Provider } from '#lib/providers/stored';

/** The company of somebody whom a provider names: their address is of its domain, and that provider answers for it. */
export type Company = {
  domain: string;
  isRequired: boolean;
  /** The role that the claims make; null where the operator has mapped none. */
  role: Role | null;
};

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
export function isOfOneCompany({ kind, issuer }: Pick<Provider, 'kind' | 'issuer'>): boolean {
  if (OF_A_TENANT.test(issuer)) return !issuer.includes(CONSUMERS);
  if (kind !== 'oidc' && kind !== 'gitlab') return false;
  return URL.canParse(issuer) && !OPEN_TO_ALL.includes(new URL(issuer).hostname);
}

/** Whether a domain may be sent there. Google says of a Workspace itself whose address it is. */
export const mayHaveDomains = (provider: Pick<Provider, 'kind' | 'issuer'>): boolean =>
  provider.kind === 'google' || isOfOneCompany(provider);

/**
 * The company for which this provider answers, by the address that it says: of a domain that the operator has verified and sent
 * there. None where it says itself that the address is not proven, and none by a provider that has other people, too, but
 * where that knows whose address it is.
 */
export async function companyOf(
  provider: Provider,
  { email, isEmailProven, isEmailDoubted }: Said,
  claims: Record<string, unknown>,
): Promise<Company | null> {
  const isTheirs = mayHaveDomains(provider) && (isEmailProven || isOfOneCompany(provider));
  if (!isTheirs || isEmailDoubted) return null;
  const found = await domainBy(provider.name, email);
  if (!found) return null;
  const { domain, isRequired, roles } = found;
  return { domain, isRequired, role: roleBy(roles, claims) };
}
