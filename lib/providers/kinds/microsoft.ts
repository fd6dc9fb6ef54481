import 'server-only';
import { CONSUMERS } from '#lib/env/providers';
import { fromClaims, type ProviderKind } from '#lib/providers/kinds/kind';

/**
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc. The issuer of /common has a tenant to be filled in:
 * openid-client takes it from the token's own `tid`. What an organisation writes into `email` is proven by nobody, but
 * where `xms_edov` says so.
 */
export const microsoft: ProviderKind = {
  kind: 'microsoft',
  title: 'Microsoft',
  issuer: 'https://login.microsoftonline.com/common/v2.0',
  scope: 'openid email profile',
  read({ claims }) {
    const edov = claims?.['xms_edov'];
    const isOwned = edov === true || edov === 1 || edov === 'true' || edov === '1';
    const said = fromClaims(claims);
    const isProven = said.email !== '' && (isOwned || claims?.['tid'] === CONSUMERS);
    return { ...said, isEmailProven: isProven };
  },
};
