import 'server-only';
import { and, eq } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { keysFor, rootNames } from '#lib/crypto/keys';
import { equal, hashCode } from '#lib/crypto/tokens';
import { transaction } from '#lib/db/transaction';
import { log } from '#lib/observability/log';

/** What is kept of the secret of a program: an HMAC, so that it ends with the root secret it was given under. */
export const storedSecret = (secret: string) => ({
  secretHash: hashCode(keysFor('client')[0], secret),
  root: rootNames()[0],
});

/**
 * Whether a program that shows this secret is the one. Found under an older root secret it is kept under the one
 * of now, so that programs which come by in time outlive the old one.
 */
export function isClientSecret(of: { clientId: string; clientSecret: string }, shown: string) {
  const at = keysFor('client').findIndex((key) => equal(hashCode(key, shown), of.clientSecret));
  if (at > 0)
    keepUnderFirst(of, shown).catch((err: unknown) =>
      log().warn({ err }, 'the secret of a program could not be kept under the new root secret'),
    );
  return at >= 0;
}

const keepUnderFirst = (
  { clientId, clientSecret }: Parameters<typeof isClientSecret>[0],
  shown: string,
) =>
  transaction((tx) =>
    tx
      .update(oauthClients)
      .set(storedSecret(shown))
      .where(and(eq(oauthClients.id, clientId), eq(oauthClients.secretHash, clientSecret))),
  );
