import 'server-only';
import { and, desc, inArray, isNotNull } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { db } from '#lib/db/client';
import { clearUnavailable, faultOf } from '#lib/db/unavailable';
import { listProviders, type Provider } from '#lib/providers/stored';
import { accountsKnownHere } from '#lib/session/browser';

/**
 * The providers in the order of their buttons: first the one that was used last by an account that this browser signed in
 * to. The browser is told that order and nothing else. None while the database is away: the pages that show them are
 * there without it, and what is sent from them is refused.
 */
export async function providersInOrder(): Promise<Provider[]> {
  try {
    return await inOrder();
  } catch (error) {
    if (!faultOf(error)) throw error;
    clearUnavailable();
    return [];
  }
}

async function inOrder(): Promise<Provider[]> {
  const all = await listProviders();
  const last = all.length > 1 ? await usedLastHere() : null;
  return [...all.filter(({ name }) => name === last), ...all.filter(({ name }) => name !== last)];
}

async function usedLastHere(): Promise<string | null> {
  const known = await accountsKnownHere();
  if (known.length === 0) return null;
  const [last] = await db()
    .select({ provider: connections.provider })
    .from(connections)
    .where(and(inArray(connections.userId, known), isNotNull(connections.lastUsedAt)))
    .orderBy(desc(connections.lastUsedAt))
    .limit(1);
  return last?.provider ?? null;
}
