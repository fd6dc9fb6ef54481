import 'server-only';
import { importPKCS8, SignJWT } from 'jose';
import type { ProviderSecret } from '#lib/providers/secret';

/** Apple takes one of six months at most; ours is made anew for each configuration, and lasts a day. */
const SECONDS = 24 * 3600;

/** The secret that Apple asks for: a token signed by the key of the team. Throws where that is no key of P-256. */
export async function appleSecret(
  clientId: string,
  { clientSecret, team = '', key = '' }: ProviderSecret,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const signs = await importPKCS8(clientSecret.replaceAll('\\n', '\n'), 'ES256');
  return await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: key })
    .setIssuer(team)
    .setSubject(clientId)
    .setAudience('https://appleid.apple.com')
    .setIssuedAt(now)
    .setExpirationTime(now + SECONDS)
    .sign(signs);
}
