import 'server-only';
import { type CryptoKey, decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { hashSecret } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { Latest } from '#lib/latest';
import { ALGORITHM } from '#lib/oauth/algorithms';
import { isKnownKey, publicKey } from '#lib/oauth/keys';
import { ACCESS_TOKEN_SECONDS } from '#lib/oauth/lifetimes';
import { singleton } from '#lib/singleton';

const SKEW_SECONDS = 5;
/** One node makes what another is shown at once, and its clock may be a minute ahead. */
const AHEAD_SECONDS = 90;
const REMEMBER = 10_000;

const Claims = z.object({
  sub: z.string(),
  /** The session of the program; a machine acts for nobody and has none. */
  sid: z.string().optional(),
  aud: z.string(),
  client_id: z.string(),
  scope: z.string().default(''),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
});

export type AccessToken = z.infer<typeof Claims>;

/** The audience of tokens for our own API (RFC 8707). */
export const apiAudience = () => `${env().APP_URL}/api/v1`;

/**
 * What an access token of ours says (RFC 9068), for the given audience (null: for any), or null: no JWT of type
 * at+jwt, not signed by one of our keys with ES256, for somebody else, no longer valid, or valid for longer than
 * we ever say. Header fields that point to keys elsewhere are never followed. It says nothing of whether the
 * session still lives.
 */
export async function readAccessToken(
  token: string,
  audience: string | null = apiAudience(),
): Promise<AccessToken | null> {
  const claims = await remember(token, verify);
  const now = Date.now() / 1000;
  if (!claims || claims.exp + SKEW_SECONDS <= now || claims.iat - AHEAD_SECONDS > now) return null;
  return audience === null || claims.aud === audience ? claims : null;
}

/** Whether a token says of itself that its time is over: programs show such a one every ten minutes. */
export function isPastItsTime(token: string): boolean {
  try {
    return Number(decodeJwt(token).exp) <= Date.now() / 1000;
  } catch {
    return false;
  }
}

/**
 * What was signed stays signed: the latest ten thousand tokens that verified are remembered by their hash, for
 * verifying takes longer than all the rest. When they end, whom they are for, and whether their key still
 * counts, is looked at each time.
 */
async function remember(token: string, read: typeof verify): Promise<AccessToken | null> {
  const remembered = singleton('access-tokens', () => new Latest<Verified>(REMEMBER));
  const hash = hashSecret(token);
  const known = remembered.get(hash);
  if (known && (await isKnownKey(known.kid))) return known.claims;
  remembered.delete(hash);
  const verified = await read(token);
  if (!verified) return null;
  remembered.set(hash, verified);
  return verified.claims;
}

type Verified = { kid: string; claims: AccessToken };

async function verify(token: string): Promise<Verified | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
      algorithms: [ALGORITHM],
      typ: 'at+jwt',
      issuer: env().APP_URL,
      requiredClaims: ['exp', 'iat', 'sub', 'aud', 'jti'],
      clockTolerance: SKEW_SECONDS,
    });
    const claims = Claims.parse(payload);
    return claims.exp - claims.iat <= ACCESS_TOKEN_SECONDS
      ? { kid: String(protectedHeader.kid), claims }
      : null;
  } catch (error) {
    if (isAboutToken(error)) return null;
    throw error;
  }
}

async function keyOf({ kid }: { kid?: string }): Promise<CryptoKey> {
  const key = typeof kid === 'string' ? await publicKey(kid) : null;
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}

/** What is wrong with a token is its bearer's doing; everything else is ours. */
const isAboutToken = (error: unknown) =>
  error instanceof z.ZodError ||
  error instanceof TypeError ||
  String((error as { code?: string }).code).startsWith('ERR_J');
