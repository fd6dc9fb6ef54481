import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { consents } from '#drizzle/schema/consents';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow, type Tx, transaction } from '#lib/db/transaction';
import { endSessions } from '#lib/session/end';
import type { Viewer } from '#lib/session/store';

/** More sites than an operator has. */
const MOST = 100;

/** What this person has allowed this site before; nothing where they were never asked, or took it back. */
export async function consentedScopes(userId: string, clientId: string): Promise<string[]> {
  const isIt = and(eq(consents.userId, userId), eq(consents.clientId, clientId));
  const [row] = await db().select({ scope: consents.scope }).from(consents).where(isIt);
  return row ? row.scope.split(' ') : [];
}

/** The write that remembers what this person allows this site, besides what they have allowed it before. */
export async function rememberConsent(userId: string, clientId: string, scopes: string[]) {
  const before = await consentedScopes(userId, clientId);
  const scope = [...new Set([...before, ...scopes])].join(' ');
  const now = new Date();
  const row = { id: uuid(), userId, clientId, scope, createdAt: now, lastUsedAt: now };
  return (tx: Tx) =>
    tx
      .insert(consents)
      .values(row)
      .onConflictDoUpdate({
        target: [consents.userId, consents.clientId],
        set: { scope, lastUsedAt: now },
      });
}

/** The sites that the viewer signs in to without being asked, by their ids, a hundred at most. */
export const listConsents = ({ user }: Viewer) =>
  db()
    .select({
      id: consents.id,
      name: oauthClients.name,
      scope: consents.scope,
      createdAt: consents.createdAt,
      lastUsedAt: consents.lastUsedAt,
    })
    .from(consents)
    .innerJoin(oauthClients, eq(oauthClients.id, consents.clientId))
    .where(eq(consents.userId, user.id))
    .orderBy(asc(consents.clientId))
    .limit(MOST);

/**
 * Takes back what the viewer allowed a site: it is let in no more, and asks them the next time. False when it is not
 * theirs, or was taken back already.
 */
export async function takeBackConsent({ user }: Viewer, id: string): Promise<boolean> {
  const isIt = and(eq(consents.id, id), eq(consents.userId, user.id));
  const [row] = await db()
    .select({ clientId: consents.clientId, name: oauthClients.name })
    .from(consents)
    .innerJoin(oauthClients, eq(oauthClients.id, consents.clientId))
    .where(isIt);
  if (!row) return false;
  const object = `client:${row.clientId}`;
  const { name } = row;
  const why = detailOf('program', { name });
  const detail = detailOf('consent_taken_back', { name });
  return transaction(
    expectRow((tx) => tx.delete(consents).where(isIt)),
    endSessions({ of: user.id, which: eq(sessions.clientId, row.clientId), why }),
    record({ type: 'authn_token_denied', userId: user.id, object, detail }),
  );
}
