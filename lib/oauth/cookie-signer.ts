import 'server-only';
import { keysFor } from '#lib/crypto/keys';
import { equal, hashCode } from '#lib/crypto/tokens';

/** Signs the cookies of the authorization server with HMAC-SHA-256; of keys alone its library makes HMAC-SHA-1. */
export function cookieSigner() {
  const keys = keysFor('oauth-cookie');
  const index = (cookie: string, signature: string) =>
    keys.findIndex((key) => equal(hashCode(key, cookie), signature));
  return {
    sign: (cookie: string): string => hashCode(keys[0], cookie),
    /** Which key it was signed with; the library signs anew what is not of the first. -1 is of none. */
    index,
    verify: (cookie: string, signature: string) => index(cookie, signature) >= 0,
  };
}
