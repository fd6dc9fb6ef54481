import 'server-only';
import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { parse, v7 as uuid } from 'uuid';
import type { Secret } from '#drizzle/columns';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transactionRelaxed, type Write } from '#lib/db/transaction';
import { passkeyByNetwork } from '#lib/factors/limits';
import { PASSKEY_SECONDS } from '#lib/factors/passkey/lifetime';
import { networkKey } from '#lib/limits/network';
import { takeLoad } from '#lib/limits/take-load';
import { fail, ok, type Result } from '#lib/result';
import { wasWithin } from '#lib/times';

/** What is signed for one of these does none of the others. */
export type PasskeyPurpose = 'sign_in' | 'second_factor' | 'confirm' | 'enrol';

/** For what a passkey is asked: by this browser, which has the secret, and of whom; null where the answer says who it is. */
export type Asked = { purpose: PasskeyPurpose; secret: Secret; userId: string | null };

const ID_BYTES = 16;
const RANDOM_BYTES = 32;

export type AskFailure = 'too_many_attempts';

/**
 * A challenge for this browser: 256 random bits behind the number of the row that keeps it. It is answered once, within
 * five minutes, for this purpose, with the secret that only this browser has. Refused where a network asks for too many.
 */
export async function newPasskeyChallenge(asked: Asked): Promise<Result<string, AskFailure>> {
  const throttled = await takeLoad([[passkeyByNetwork, networkKey()]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const { purpose, secret, userId } = asked;
  const id = uuid();
  const challenge = Buffer.concat([parse(id), randomBytes(RANDOM_BYTES)]).toString('base64url');
  const row = {
    id,
    secretHash: hashSecret(secret),
    challenge,
    purpose,
    userId,
    createdAt: new Date(),
    root: rootNames()[0],
  };
  await transactionRelaxed((tx) => tx.insert(passkeyChallenges).values(row));
  return ok(challenge);
}

/** The root secret under which this challenge was made; null when it is over or was made for something else. */
export async function findPasskeyChallenge(challenge: string, asked: Asked) {
  const [row] = await db()
    .select({ root: passkeyChallenges.root })
    .from(passkeyChallenges)
    .where(holds(challenge, asked));
  return row ?? null;
}

/** The write that ends it, which exactly one of many gets to do, and only while it holds. */
export const endPasskeyChallenge = (challenge: string, asked: Asked): Write =>
  expectRow((tx) => tx.delete(passkeyChallenges).where(holds(challenge, asked)));

const holds = (challenge: string, { purpose, secret, userId }: Asked) =>
  and(
    eq(passkeyChallenges.id, idOf(challenge)),
    eq(passkeyChallenges.challenge, challenge),
    eq(passkeyChallenges.secretHash, hashSecret(secret)),
    eq(passkeyChallenges.purpose, purpose),
    userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId),
    wasWithin(passkeyChallenges.createdAt, PASSKEY_SECONDS * 1000),
  );

/** The number of the row, which stands in front; of anything else, of one that is not there. */
function idOf(challenge: string): string {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== ID_BYTES + RANDOM_BYTES) return '';
  const digits = bytes.toString('hex', 0, ID_BYTES);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
