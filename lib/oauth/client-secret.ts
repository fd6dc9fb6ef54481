import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { keysFor, rootNames } from '#lib/crypto/keys';
import { equal, hashCode } from '#lib/crypto/tokens';
import { transaction } from '#lib/db/transaction';
import { SECRET_OVERLAP_SECONDS } from '#lib/oauth/lifetimes';
import { log } from '#lib/observability/log';
import { isStillToCome } from '#lib/times';

/** What is kept of a secret that a program is given now. */
export const newSecret = (secret: string) => ({
  ...storedSecret(secret),
  secretCreatedAt: new Date(),
});

/** What is kept of the secret of a program: an HMAC, so that it ends with the root secret it was given under. */
const storedSecret = (secret: string) => ({
  secretHash: hashCode(keysFor('client')[0], secret),
  root: rootNames()[0],
});

type Row = typeof oauthClients.$inferSelect;

/** What is kept when a program gets another secret: the one before stays good for a day, or is dropped. */
export const replacedSecret = (secret: string, { dropOld }: { dropOld: boolean }) => ({
  ...newSecret(secret),
  oldSecretHash: dropOld ? null : sql`${oauthClients.secretHash}`,
  oldSecretEndsAt: dropOld ? null : new Date(Date.now() + OVERLAP_MS),
});

const OVERLAP_MS = SECRET_OVERLAP_SECONDS * 1000;

/** Whether the secret before the one of now is good too. */
export const isOldSecretGood = ({ oldSecretEndsAt }: Pick<Row, 'oldSecretEndsAt'>) =>
  oldSecretEndsAt !== null && isStillToCome(oldSecretEndsAt, OVERLAP_MS);

/** The secrets of a program that are good now, in the one text that oidc-provider keeps for it. */
export const goodSecrets = (row: Row): string =>
  [row.secretHash, isOldSecretGood(row) && row.oldSecretHash].filter(Boolean).join(' ') || 'none';

/**
 * Whether a program that shows this secret is the one. Found under an older root secret it is kept under the one
 * of now, so that programs which come by in time outlive the old one.
 */
export function isClientSecret(of: { clientId: string; clientSecret: string }, shown: string) {
  const good = of.clientSecret.split(' ');
  const kept = keysFor('client').map((key) => good.find((one) => equal(hashCode(key, shown), one)));
  const at = kept.findIndex((one) => one !== undefined);
  if (at > 0)
    keepUnderFirst(of.clientId, String(kept[at]), shown).catch((err: unknown) =>
      log().warn({ err }, 'the secret of a program could not be kept under the new root secret'),
    );
  return at >= 0;
}

const keepUnderFirst = (clientId: string, kept: string, shown: string) =>
  transaction((tx) =>
    tx
      .update(oauthClients)
      .set(storedSecret(shown))
      .where(and(eq(oauthClients.id, clientId), eq(oauthClients.secretHash, kept))),
  );
