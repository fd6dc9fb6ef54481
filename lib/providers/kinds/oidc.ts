import 'server-only';
import { type Answered, fromClaims, type ProviderKind, type Said } from '#lib/providers/kinds/kind';

/** Many leave the address out of the ID token and tell it to those who ask. It is proven by our code alone. */
async function read({ claims, userInfo }: Answered): Promise<Said> {
  const said = fromClaims(claims);
  return said.email && said.name ? said : fromClaims(claims, await userInfo());
}

const STANDARD = { scope: 'openid email profile', read };

/** Any OpenID provider, by its issuer: a company's, or another Gatehouse. */
export const oidc: ProviderKind = {
  kind: 'oidc',
  title: '',
  issuer: null,
  ...STANDARD,
  proves: 'basic',
  provesAnew: true,
};

/** https://docs.gitlab.com/integration/openid_connect_provider. One of your own: say its issuer. */
export const gitlab: ProviderKind = {
  kind: 'gitlab',
  title: 'GitLab',
  issuer: 'https://gitlab.com',
  ...STANDARD,
  provesAnew: true,
};

/**
 * https://learn.microsoft.com/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2. Its web flow answers
 * `invalid_client` to whoever brings a verifier of PKCE, and its ID tokens have no nonce.
 */
export const linkedin: ProviderKind = {
  kind: 'linkedin',
  title: 'LinkedIn',
  issuer: 'https://www.linkedin.com/oauth',
  ...STANDARD,
  takesNeither: true,
};
