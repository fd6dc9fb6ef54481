import 'server-only';
import { fromClaims, type ProviderKind } from '#lib/providers/kinds/kind';

/** https://developer.apple.com/documentation/signinwithapplerestapi */
export const apple: ProviderKind = {
  kind: 'apple',
  title: 'Apple',
  issuer: 'https://appleid.apple.com',
  scope: 'openid name email',
  proves: 'apple',
  asks: { response_mode: 'form_post' },
  postsBack: true,
  /** An address that relays to the real one is one like any other. Whether it is verified may be a word. */
  read({ claims, name }) {
    const said = fromClaims(claims);
    const verified = claims?.['email_verified'];
    return { ...said, name, isEmailProven: verified === true || verified === 'true' };
  },
};
