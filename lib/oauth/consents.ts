import 'server-only';
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { consents } from '#drizzle/schema/consents';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import type { AuthorizationRequest } from '#lib/oauth/grant-consent';
import { endSessions } from '#lib/session/end';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

/** More sites than an operator has. */
const MOST = 100;

/** What this person has allowed this site before; nothing where they were never asked, or took it back. */
export async function consentedScopes(userId: string, clientId: string): Promise<string[]> {
  const isIt = and(eq(consents.userId, userId), eq(consents.clientId, clientId));
  const [row] = await db().select({ scope: consents.scope }).from(consents).where(isIt);
  return row ? row.scope.split(' ') : [];
}

/**
 * The write that remembers what this person allows this site, besides what they have allowed it before; false where that was
 * changed or taken back meanwhile. A person who was not asked has to have allowed it, but for the operator's own sites.
 */
export async function rememberConsent(
  userId: string,
  { client, tells }: Pick<AuthorizationRequest, 'client' | 'tells'>,
  { isAsked }: { isAsked: boolean },
): Promise<Write> {
  const before = await consentedScopes(userId, client.id);
  const scope = [...new Set([...before, ...tells])].join(' ');
  const now = new Date();
  const isAsItWas = and(
    eq(consents.userId, userId),
    eq(consents.clientId, client.id),
    eq(consents.scope, before.join(' ')),
  );
  const isAllowed =
    isAsked || client.consent === 'never' || tells.every((one) => before.includes(one));
  if (before.length > 0 || !isAllowed) {
    const isIt = and(isAsItWas, isAllowed ? undefined : sql`1 = 0`);
    return expectRow((tx) => tx.update(consents).set({ scope, lastUsedAt: now }).where(isIt));
  }
  const row = { id: uuid(), userId, clientId: client.id, scope, createdAt: now, lastUsedAt: now };
  return expectRow((tx) => tx.insert(consents).values(row).onConflictDoNothing());
}

/**
 * The sites that the viewer signs in to without being asked, by their ids, a hundred at most: because they allowed it, or
 * because it is the operator’s own (`consent` is never), of which nothing can be taken back.
 */
export const listConsents = ({ user }: Viewer) =>
  db()
    .select({
      id: consents.id,
      name: oauthClients.name,
      scope: consents.scope,
      consent: oauthClients.consent,
      createdAt: consents.createdAt,
      lastUsedAt: consents.lastUsedAt,
    })
    .from(consents)
    .innerJoin(oauthClients, eq(oauthClients.id, consents.clientId))
    .where(and(eq(consents.userId, user.id), ne(oauthClients.consent, 'always')))
    .orderBy(asc(consents.clientId))
    .limit(MOST);

/**
 * Takes back what the viewer allowed a site: it is let in no more, and asks them the next time. False when it is not
 * theirs, or was taken back already.
 */
export async function takeBackConsent({ user, session }: Viewer, id: string): Promise<boolean> {
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
    whileHere({ session }),
    expectRow((tx) => tx.delete(consents).where(isIt)),
    endSessions({ of: user.id, which: eq(sessions.clientId, row.clientId), why }),
    record({ type: 'authn_token_denied', userId: user.id, object, detail }),
  );
}
