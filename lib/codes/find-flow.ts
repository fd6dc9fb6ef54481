import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { codes } from '#drizzle/schema/codes';
import type { CodePurpose, Held } from '#lib/codes/issue';
import { CODE_MINUTES, FLOW_MINUTES } from '#lib/codes/lifetimes';
import { unseal } from '#lib/crypto/seal';
import { equal, hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { isStillToCome, isWithin } from '#lib/times';

const CODE_MS = CODE_MINUTES * 60_000;

/** Where a flow stands. Nothing of it tells whether the address has an account. */
export type FlowState = {
  id: string;
  /** The exact address that the code is mailed to. */
  email: string;
  /** When a mail last went out; null while none has. */
  mailedAt: Date | null;
  /** Until when the mailed code works; it may have been tried too often before. */
  expiresAt: Date;
  /** The mailed code would still be taken. */
  isLive: boolean;
  /** The code was typed, and what it was for is done. */
  isUsed: boolean;
  /** It can only be begun again. */
  isOver: boolean;
};

/** What of a flow is shown again or gone on to. */
export type FlowDetails = { next: string; strength: string; name: string };

/** Those of the flows a browser holds that are for this, in the order in which it names them. */
export async function findFlows(purpose: CodePurpose, held: Held[]): Promise<FlowState[]> {
  if (held.length === 0) return [];
  const ids = held.map(({ id }) => id);
  const rows = await db()
    .select({
      id: codes.id,
      email: codes.email,
      flowHash: codes.flowHash,
      triesLeft: codes.triesLeft,
      createdAt: codes.createdAt,
      expiresAt: codes.expiresAt,
      mailedAt: codes.mailedAt,
      redeemedAt: codes.redeemedAt,
    })
    .from(codes)
    .where(and(inArray(codes.id, ids), eq(codes.purpose, purpose)));
  return held.flatMap(({ id, secret }) => {
    const row = rows.find((one) => one.id === id && equal(one.flowHash, hashSecret(secret)));
    return row ? [stateOf(row)] : [];
  });
}

type Row = {
  id: string;
  email: string;
  triesLeft: number;
  createdAt: Date;
  expiresAt: Date;
  mailedAt: Date | null;
  redeemedAt: Date | null;
};

function stateOf({ id, email, triesLeft, createdAt, expiresAt, mailedAt, redeemedAt }: Row) {
  const isUsed = redeemedAt !== null;
  return {
    id,
    email,
    mailedAt,
    expiresAt,
    isUsed,
    isLive: mailedAt !== null && !isUsed && triesLeft > 0 && isStillToCome(expiresAt, CODE_MS),
    isOver: isUsed || !isWithin(createdAt, FLOW_MINUTES * 60_000),
  };
}

/** The details that were kept with a flow, sealed; empty once its code was used. */
export async function readDetails(id: string): Promise<FlowDetails> {
  const [row] = await db().select({ payload: codes.payload }).from(codes).where(eq(codes.id, id));
  const payload = row?.payload ? await unseal('pending', row.payload, 0) : null;
  const text = (name: string) => String(payload?.[name] ?? '');
  return { next: text('next'), strength: text('strength'), name: text('name') };
}
