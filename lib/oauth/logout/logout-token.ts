import 'server-only';
import { importJWK, SignJWT } from 'jose';
import { randomSecret } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { privateKeys } from '#lib/oauth/keys';
import { LOGOUT_TOKEN_SECONDS } from '#lib/oauth/lifetimes';
import { LOGOUT_EVENT } from '#lib/providers/logout-token';

type Ended = {
  /** The session at the site. */
  id: string;
  userId: string;
  clientId: string;
  /** What the id_tokens of the site are signed with. */
  alg: string;
};

/**
 * Signs what tells a site that a session there has ended (OpenID Back-Channel Logout 1.0 2.4): whose and which, signed as
 * its id_tokens are. It is good for two minutes, each try has another `jti`, and its type and `events` let nobody take it for
 * an id_token, nor an id_token for it. Answers the function that signs, so that the keys are opened once for many.
 */
export async function logoutSigner(): Promise<(ended: Ended) => Promise<string>> {
  const keys = await privateKeys();
  const opened = new Map<string, ReturnType<typeof importJWK>>();
  return async ({ id, userId, clientId, alg }) => {
    const key = keys.find((one) => one.alg === alg);
    if (!key) throw new Error(`there is no key to sign with ${alg}`);
    const imported = opened.get(alg) ?? importJWK(key);
    opened.set(alg, imported);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ sid: id, events: { [LOGOUT_EVENT]: {} } })
      .setProtectedHeader({ alg, kid: String(key.kid), typ: 'logout+jwt' })
      .setIssuer(env().APP_URL)
      .setSubject(userId)
      .setAudience(clientId)
      .setIssuedAt(now)
      .setExpirationTime(now + LOGOUT_TOKEN_SECONDS)
      .setJti(randomSecret())
      .sign(await imported);
  };
}
