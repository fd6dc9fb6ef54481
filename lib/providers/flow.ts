import 'server-only';
import { and, eq, isNull, or } from 'drizzle-orm';
import { v7 as uuid, validate } from 'uuid';
import type { Secret } from '#drizzle/columns';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { rootNames } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transactionRelaxed, type Write, withRetry } from '#lib/db/transaction';
import { ANSWERED_SECONDS, ASKED_SECONDS } from '#lib/providers/lifetimes';
import { wasWithin } from '#lib/times';

/** What somebody goes to a provider for. What was answered for one of these does none of the others. */
type Intent = 'sign_in' | 'link' | 'confirm';

/** What a flow is about, besides what is sealed in it. */
export type About = {
  provider: string;
  intent: Intent;
  next: string;
  isPersistent: boolean;
  /** The session that asked, where one did. */
  sessionId: string | null;
};

type Stage = 'asked' | 'answered';

/** The number of a new flow, and what has to come back with its answer. */
export const newState = (): { id: string; state: Secret } => {
  const id = uuid();
  return { id, state: `${id}.${randomSecret()}` };
};

/** Keeps what the answer will be checked with, for this browser, five minutes. */
export const keepAsked = (
  { id, state }: { id: string; state: Secret },
  about: About,
  browser: Secret,
  checks: object,
) => insert(id, state, 'asked', about, browser, checks);

/** Keeps what a provider has said of the person, for this browser, half an hour. Answers the number. */
export async function keepAnswered(about: About, browser: Secret, said: object): Promise<string> {
  const { id, state } = newState();
  await insert(id, state, 'answered', about, browser, said);
  return id;
}

async function insert(
  id: string,
  state: Secret,
  stage: Stage,
  about: About,
  browser: Secret,
  payload: object,
) {
  const row = {
    ...about,
    id,
    browserHash: hashSecret(browser),
    stateHash: hashSecret(state),
    stage,
    payload: await seal('provider-flow', { ...payload, of: id }, ANSWERED_SECONDS),
    createdAt: new Date(),
    root: rootNames()[0],
  };
  await transactionRelaxed((tx) => tx.insert(providerFlows).values(row));
}

type Kept = About & { id: string; payload: Record<string, unknown> };

/** What a browser waits for; null when it is over, or another browser's. */
export const findAsked = (id: string, browser: Secret | null) => find(id, browser, 'asked');

/** What a provider has said to this browser; null when it is over. It is nobody else's than the session's that asked. */
export const findAnswered = (id: string, browser: Secret | null, sessionId: string | null) =>
  find(id, browser, 'answered', sessionId);

async function find(id: string, browser: Secret | null, stage: Stage, sessionId?: string | null) {
  if (!browser || !validate(id)) return null;
  const isIt = holds(id, browser, stage, sessionId);
  const [row] = await db().select().from(providerFlows).where(isIt);
  return row ? opened(row) : null;
}

/**
 * Takes what a browser waits for, by what came back: one statement, so of many who bring the same one gets it. Null when it
 * is over, another browser's, or was asked of another provider.
 */
export async function takeAsked(
  state: string,
  provider: string,
  browser: Secret | null,
): Promise<Kept | null> {
  const id = state.slice(0, state.indexOf('.'));
  if (!browser || !validate(id)) return null;
  const isIt = and(
    holds(id, browser, 'asked'),
    eq(providerFlows.stateHash, hashSecret(state)),
    eq(providerFlows.provider, provider),
  );
  const [row] = await withRetry(() => db().delete(providerFlows).where(isIt).returning());
  return row ? opened(row) : null;
}

/** The write that ends what a provider has said, which exactly one of many gets to do, and only while it holds. */
export const endAnswered = (id: string, browser: Secret, sessionId: string | null): Write =>
  expectRow((tx) => tx.delete(providerFlows).where(holds(id, browser, 'answered', sessionId)));

function holds(id: string, browser: Secret, stage: Stage, sessionId?: string | null) {
  const seconds = stage === 'asked' ? ASKED_SECONDS : ANSWERED_SECONDS;
  const isFree = isNull(providerFlows.sessionId);
  const isTheirs = sessionId ? or(isFree, eq(providerFlows.sessionId, sessionId)) : isFree;
  return and(
    eq(providerFlows.id, id),
    eq(providerFlows.browserHash, hashSecret(browser)),
    eq(providerFlows.stage, stage),
    stage === 'answered' ? isTheirs : undefined,
    wasWithin(providerFlows.createdAt, seconds * 1000),
  );
}

async function opened(row: typeof providerFlows.$inferSelect): Promise<Kept | null> {
  const payload = await unseal('provider-flow', row.payload, ANSWERED_SECONDS);
  if (payload?.['of'] !== row.id) return null;
  const { id, provider, next, isPersistent, sessionId } = row;
  return { id, provider, intent: row.intent as Intent, next, isPersistent, sessionId, payload };
}
