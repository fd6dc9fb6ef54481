import 'server-only';
import { and, desc, inArray, isNotNull } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { db } from '#lib/db/client';
import { listProviders, type Provider } from '#lib/providers/stored';
import { accountsKnownHere } from '#lib/session/browser';

/**
 * The providers in the order of their buttons: first the one that was used last by an account that this browser signed in
 * to. The browser is told that order and nothing else.
 */
export async function providersInOrder(): Promise<Provider[]> {
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
