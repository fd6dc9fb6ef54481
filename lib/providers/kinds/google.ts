import 'server-only';
import { fromClaims, type ProviderKind } from '#lib/providers/kinds/kind';

/** https://developers.google.com/identity/openid-connect/openid-connect */
export const google: ProviderKind = {
  kind: 'google',
  title: 'Google',
  issuer: 'https://accounts.google.com',
  scope: 'openid email profile',
  /** Google answers for addresses of its own and of a Workspace, and for no others, whatever `email_verified` says. */
  read({ claims }) {
    const said = fromClaims(claims);
    const isTheirs = /@gmail\.com$/i.test(said.email) || typeof claims?.['hd'] === 'string';
    return { ...said, isEmailProven: claims?.['email_verified'] === true && isTheirs };
  },
};
