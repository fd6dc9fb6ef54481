import 'server-only';
import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Secret } from '#drizzle/columns';
import { codes } from '#drizzle/schema/codes';
import { CODE_MINUTES, CODE_TRIES, FLOW_MINUTES } from '#lib/codes/lifetimes';
import { keysFor, rootNames } from '#lib/crypto/keys';
import { seal } from '#lib/crypto/seal';
import { hashCode, hashSecret, randomCode, randomSecret } from '#lib/crypto/tokens';
import { expectRow, type Tx } from '#lib/db/transaction';
import { wasWithin } from '#lib/times';

export type CodePurpose = 'sign-up' | 'sign-in' | 'reset' | 'recover' | 'confirm' | 'change-email';

/** What is stored of a code: bound to its row, so equal codes look different. */
export const storedCode = (key: string | Uint8Array, id: string, code: string) =>
  hashCode(key, `${id}:${code}`);

/** What a browser holds of a flow: its number, which is no secret, and the secret that goes with it. */
export type Held = { id: string; secret: Secret };

/**
 * A flow that waits for a code mailed to `email`, and the write for `transaction`, which must change a row.
 * `payload` is what the proof completes; it is sealed at rest. No code is right when there must be none, as
 * for an address that needs no proof, and while none is mailed: else there were guesses without mails.
 *
 * A flow that is there already under this id and secret is gone on with: the newest payload counts, and the
 * code that was mailed before stays the right one, with the tries it has left, until another is mailed.
 */
export async function newCode(
  purpose: CodePurpose,
  email: string,
  payload: object,
  { isRight, isMailed = true }: { isRight: boolean; isMailed?: boolean },
  { id, secret }: Held = { id: uuid(), secret: randomSecret() },
) {
  const { code, values } = freshCode(id, { isRight: isRight && isMailed });
  const flowHash = hashSecret(secret);
  const asked = { payload: await seal('pending', payload, 0), createdAt: new Date() };
  const mailed = isMailed ? { ...values, root: rootNames()[0], mailedAt: new Date() } : {};
  const isIt = and(
    eq(codes.purpose, purpose),
    eq(codes.email, email),
    eq(codes.flowHash, flowHash),
    isNull(codes.redeemedAt),
  ) as SQL;
  const write = expectRow((tx) =>
    tx
      .insert(codes)
      .values({
        id,
        purpose,
        email,
        flowHash,
        root: rootNames()[0],
        ...asked,
        ...values,
        // Tries at what nobody was mailed would only use up the count of the account.
        ...(isMailed ? mailed : { triesLeft: 0 }),
      })
      .onConflictDoUpdate({ target: codes.id, set: { ...asked, ...mailed }, setWhere: isIt }),
  );
  return { id, secret, code, expiresAt: values.expiresAt, write };
}

/** Another code for a flow that is under way; the one before dies. The write must change a row. */
export function nextCode(
  purpose: CodePurpose,
  id: string,
  secret: string,
  { isRight }: { isRight: boolean },
) {
  const { code, values } = freshCode(id, { isRight });
  const write = (tx: Tx) =>
    tx
      .update(codes)
      .set({ ...values, mailedAt: new Date() })
      .where(
        and(
          eq(codes.id, id),
          eq(codes.purpose, purpose),
          eq(codes.flowHash, hashSecret(secret)),
          isNull(codes.redeemedAt),
          wasWithin(codes.createdAt, FLOW_MINUTES * 60_000),
        ),
      );
  return { code, expiresAt: values.expiresAt, write };
}

function freshCode(id: string, { isRight }: { isRight: boolean }) {
  const code = randomCode();
  // The same work either way. A random key makes a hash that no code reaches.
  const key = isRight ? keysFor('code')[0] : randomSecret();
  const expiresAt = new Date(Date.now() + CODE_MINUTES * 60_000);
  return {
    code,
    values: { codeHash: storedCode(key, id, code), triesLeft: CODE_TRIES, expiresAt },
  };
}
