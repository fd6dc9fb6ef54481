import 'server-only';
import { isOfOneCompany, mayHaveDomains } from '#lib/env/providers';
import { domainBy } from '#lib/providers/domains';
import type { Said } from '#lib/providers/kinds/kind';
import { roleBy } from '#lib/providers/role-map';
import type { Provider } from '#lib/providers/stored';
import type { Role } from '#lib/resource';

/** The company of somebody whom a provider names: their address is of its domain, and that provider answers for it. */
export type Company = {
  domain: string;
  isRequired: boolean;
  /** The role that the claims make; null where the operator has mapped none. */
  role: Role | null;
};

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
