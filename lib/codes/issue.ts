import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { codes } from '#drizzle/schema';
import { keysFor, rootNames } from '#lib/crypto/keys';
import { seal } from '#lib/crypto/seal';
import { hashCode, hashSecret, randomCode, randomSecret } from '#lib/crypto/tokens';
import type { Tx } from '#lib/db/together';
import { wasWithin } from '#lib/times';

export type CodePurpose = 'sign-up' | 'reset' | 'change-email';

export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** How long the browser may ask for another code without typing everything again. */
export const FLOW_MINUTES = 60;

/** What is stored of a code: bound to its row, so equal codes look different. */
export const storedCode = (key: string | Uint8Array, id: string, code: string) =>
  hashCode(key, `${id}:${code}`);

/**
 * A new flow that waits for a code mailed to `email`: its id and secret for the flow cookie, and the write
 * for `together`. `payload` is what the proof completes; it is sealed at rest. The code itself is null
 * when there must be none that is right, as for an address that needs no proof: then nothing ever is.
 */
export async function newCode(
  purpose: CodePurpose,
  email: string,
  payload: object,
  { isRight, isMailed = true }: { isRight: boolean; isMailed?: boolean },
) {
  const id = uuid();
  const secret = randomSecret();
  const { code, values } = freshCode(id, { isRight });
  // Tries at what nobody was mailed would only use up the count of the account.
  if (!isMailed) values.triesLeft = 0;
  const sealed = await seal('pending', payload, 0);
  const row = {
    id,
    purpose,
    email,
    flowHash: hashSecret(secret),
    payload: sealed,
    createdAt: new Date(),
    root: rootNames()[0],
    ...values,
  };
  return {
    id,
    secret,
    code,
    expiresAt: values.expiresAt,
    write: (tx: Tx) => tx.insert(codes).values(row),
  };
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
      .set(values)
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
