import 'server-only';
import { and, eq, exists, isNotNull, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm';
import { consents } from '#drizzle/schema/consents';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import type { AuditActor } from '#lib/audit/record';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { clientChanged } from '#lib/oauth/client-changed';
import { replacedSecret } from '#lib/oauth/client-secret';
import { columnsOf, findClient, type OAuthClient } from '#lib/oauth/clients';
import type { NewClient } from '#lib/oauth/new-client';
import { fail, ok, type Result } from '#lib/result';
import { endSessionsOfClient } from '#lib/session/end';

/** A program as an operator could have given it: what a change of it begins with. */
export const asGiven = ({ id, name, kind, redirectUris, audience, ...client }: OAuthClient) => {
  const { scope, auth, alg, needsPkce, consent } = client;
  const { postLogoutRedirectUris, backchannelLogoutUri } = client;
  const told = { postLogoutRedirectUris, backchannelLogoutUri };
  return { id, name, kind, redirectUris, audience, scope, auth, alg, needsPkce, consent, ...told };
};

/**
 * Gives a program other settings; its id, its kind and its secret stay, and so do its sessions and what people allowed it.
 * Where they were asked always or never, and are from now on not, nothing of before counts as allowed. An address that is
 * taken away gets no more codes, not even for requests that are under way. Refuses an audience that another service has.
 */
export async function updateClient(
  id: string,
  wanted: NewClient,
): Promise<Result<null, 'no_such_client' | 'audience_taken'>> {
  const isIt = and(eq(oauthClients.id, id), eq(oauthClients.kind, wanted.kind));
  const isFree = 'audience' in wanted ? notExists(othersFor(id, wanted.audience)) : undefined;
  const { consent } = columnsOf(wanted);
  const asksOtherwise = and(ne(oauthClients.consent, 'once'), ne(oauthClients.consent, consent));
  const isDone = await transaction(
    (tx) =>
      tx.delete(consents).where(and(eq(consents.clientId, id), exists(those(isIt, asksOtherwise)))),
    expectRow((tx) => tx.update(oauthClients).set(columnsOf(wanted)).where(and(isIt, isFree))),
    clientChanged(id, 'client_updated'),
  );
  if (isDone) return ok(null);
  return fail((await findClient(id)) ? 'audience_taken' : 'no_such_client');
}

const those = (...conditions: (SQL | undefined)[]) =>
  db()
    .select({ one: sql`1` })
    .from(oauthClients)
    .where(and(...conditions));

/** Other services of this audience, also those that are disabled: they keep it for when they are enabled. */
const othersFor = (id: string, audience: string) =>
  those(eq(oauthClients.audience, audience), ne(oauthClients.id, id));

/**
 * Gives a program that keeps a secret another one, which is shown this once. The one before stays good for a day, so that
 * nobody is turned away while it is exchanged; with `dropOld` it opens nothing from now on. Null for a program that keeps
 * none, and for one that is not there.
 */
export async function renewClientSecret(
  id: string,
  { dropOld = false } = {},
): Promise<string | null> {
  const secret = randomSecret();
  const isIt = and(eq(oauthClients.id, id), ne(oauthClients.kind, 'native'));
  const isDone = await transaction(
    expectRow((tx) => tx.update(oauthClients).set(replacedSecret(secret, { dropOld })).where(isIt)),
    clientChanged(id, 'client_secret'),
  );
  return isDone ? secret : null;
}

/** Who shuts a program out or lets it ask again, and what has to be so of the row (`when`) for that. */
type By = { by?: AuditActor; when?: SQL | undefined };

/**
 * Shuts a program out until it is enabled again: everybody who let it in has let it in no more, and it can ask for
 * nothing, with its secret neither. A site is told of each session that ended. False when it is shut out already, or not there.
 */
export const disableClient = (id: string, { by, when }: By = {}): Promise<boolean> =>
  transaction(
    expectRow((tx) =>
      tx
        .update(oauthClients)
        .set({ disabledAt: new Date() })
        .where(and(eq(oauthClients.id, id), isNull(oauthClients.disabledAt), when)),
    ),
    endSessionsOfClient(id),
    (tx) => tx.delete(consents).where(eq(consents.clientId, id)),
    clientChanged(id, 'client_disabled', by),
  );

/** Lets a program ask again that was shut out; who let it in before has to do so anew. False when it was not. */
export const enableClient = (id: string, { by, when }: By = {}): Promise<boolean> =>
  transaction(
    expectRow((tx) =>
      tx
        .update(oauthClients)
        .set({ disabledAt: null })
        .where(and(eq(oauthClients.id, id), isNotNull(oauthClients.disabledAt), when)),
    ),
    clientChanged(id, 'client_enabled', by),
  );

/** The program of this id that may ask, or null. */
export async function findActiveClient(id: string): Promise<OAuthClient | null> {
  const client = await findClient(id);
  return client?.disabledAt ? null : client;
}
