import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { rootNames } from '#lib/crypto/keys';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { hasBeen } from '#lib/times';

/** What an id_token says: for which program it was made, of whom, and in which session of that program. */
export type Hint = { clientId: string; userId: string; sessionId: string | null };

const Kept = z.object({
  clientId: z.string(),
  userId: z.string(),
  sessionId: z.string().nullable(),
});

/** What a hint said, as it was kept as a text; null for every other text. */
export function readHintIn(text: string): Hint | null {
  try {
    return Kept.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Longer than any id_token of ours. */
const LONGEST = 8192;

const Claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
  sid: z.string().optional(),
});

/**
 * What an id_token of ours says that a site shows when somebody signs out there (`id_token_hint`, OpenID RP-Initiated Logout
 * 1.0 2), also long after it has expired, and also when it was signed by a key that is retired, as long as that is known. Null
 * for everything else: forged, changed, of another issuer, or a token of ours of another type.
 */
export async function readHint(token: string): Promise<Hint | null> {
  const header = token.length <= LONGEST ? headerOf(token) : null;
  const isOfType = header !== null && (header.typ === undefined || header.typ === 'JWT');
  const key = isOfType && typeof header.kid === 'string' ? await findKey(header.kid) : null;
  const said = key && (await verified(token, key));
  const claims = said ? Claims.safeParse(said).data : null;
  if (!claims || claims.iss !== env().APP_URL || !hasBeen(new Date(claims.iat * 1000))) return null;
  return { clientId: claims.aud, userId: claims.sub, sessionId: claims.sid ?? null };
}

/** A key is known until the one after it is retired too. `keys rotate --drop-old` makes it unknown at once. */
async function findKey(kid: string): Promise<JWK | null> {
  const isIt = and(eq(signingKeys.id, kid), inArray(signingKeys.root, rootNames()));
  const [row] = await db().select({ jwk: signingKeys.publicKey }).from(signingKeys).where(isIt);
  return row ? (JSON.parse(row.jwk) as JWK) : null;
}

async function verified(token: string, key: JWK): Promise<unknown> {
  try {
    const algorithms = [String(key.alg)];
    const { payload } = await compactVerify(token, await importJWK(key), { algorithms });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return null;
  }
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}
