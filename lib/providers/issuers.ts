import 'server-only';
import { OF_A_TENANT } from '#lib/env/providers';
import { KINDS } from '#lib/providers/kinds/list';
import type { Provider } from '#lib/providers/stored';

/**
 * The issuer under which people of this provider are known here (`iss` of OpenID Connect Core 2), where somebody else says that
 * it is `said`, or, where that is empty, does not say it. Null where it is not an issuer of that provider, or one of many has to be said.
 */
export function issuerOf(provider: Provider, said: string): string | null {
  const { kind, issuer } = provider;
  if (kind === 'microsoft' && !OF_A_TENANT.test(issuer)) return ofSomeTenant(said);
  const { endpoints, issuer: ofKind } = KINDS[kind];
  const own = (endpoints && ofKind) || issuer;
  if (!said) return own;
  // Discovery takes them for the same; what is compared at a sign-in is what the provider says.
  return said === own || (!endpoints && hrefOf(said) === hrefOf(own)) ? said : null;
}

const ofSomeTenant = (said: string) => (OF_A_TENANT.test(said) ? said : null);
const hrefOf = (url: string) => (URL.canParse(url) ? new URL(url).href : '');
