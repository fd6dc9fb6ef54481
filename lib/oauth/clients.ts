import 'server-only';
import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { type Detail, detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { storedSecret } from '#lib/oauth/client-secret';
import type { ClientKind, NewClient } from '#lib/oauth/new-client';
import { LEAST_SCOPE, OIDC_SCOPES } from '#lib/oauth/scopes';
import { fail, ok, type Result } from '#lib/result';

export type OAuthClient = {
  id: string;
  name: string;
  kind: ClientKind;
  redirectUris: string[];
  audience: string | null;
  scope: string;
  createdAt: Date;
  /** It has to have a secret and has none that is right, since its root secret is gone. */
  mustRenew: boolean;
};

const scopeFor = (wanted: NewClient) =>
  wanted.kind === 'web' ? '' : (wanted.scope ?? LEAST_SCOPE);

/**
 * Enters a program that may ask people to be let in. A web site and a service get a secret, which is shown
 * this once and kept as its HMAC. Refuses an id that is taken, and an audience that another service has: its
 * tokens would open both.
 */
export async function addClient(
  wanted: NewClient,
): Promise<Result<string | null, 'taken' | 'audience_taken'>> {
  const secret = wanted.kind === 'native' ? null : randomSecret();
  const row = {
    id: wanted.id,
    name: wanted.name,
    kind: wanted.kind,
    redirectUris: JSON.stringify('redirectUris' in wanted ? wanted.redirectUris : []),
    audience: 'audience' in wanted ? wanted.audience : null,
    scope: scopeFor(wanted),
    ...(secret ? storedSecret(secret) : {}),
    createdAt: new Date(),
  };
  const isDone = await transaction(
    expectRow((tx) => tx.insert(oauthClients).values(row).onConflictDoNothing()),
    changed(row.id, detailOf('client_added', { kind: row.kind })),
  );
  if (isDone) return ok(secret);
  return fail((await findClient(row.id)) ? 'taken' : 'audience_taken');
}

/**
 * Gives a program that keeps a secret another one, which is shown this once; the one before opens nothing from now
 * on. Null for a program that keeps none, and for one that is not there.
 */
export async function renewClientSecret(id: string): Promise<string | null> {
  const secret = randomSecret();
  const isIt = and(eq(oauthClients.id, id), ne(oauthClients.kind, 'native'));
  const isDone = await transaction(
    expectRow((tx) => tx.update(oauthClients).set(storedSecret(secret)).where(isIt)),
    changed(id, 'client_secret'),
  );
  return isDone ? secret : null;
}

/** Shuts a program out: everybody who let it in has let it in no more. False when there is none. */
export const removeClient = (id: string): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.delete(oauthClients).where(eq(oauthClients.id, id))),
    changed(id, 'client_removed'),
  );

/** Programs that may ask, by id, at most `limit`, beginning after an id; `next` is null on the last page. */
export async function listClients({ limit, after }: { limit: number; after: string }) {
  const rows = await db()
    .select()
    .from(oauthClients)
    .where(gt(oauthClients.id, after))
    .orderBy(asc(oauthClients.id))
    .limit(limit + 1);
  const clients = rows.slice(0, limit).map(fromRow);
  return { clients, next: rows.length > limit ? (clients.at(-1)?.id ?? null) : null };
}

/** The program of this id, or null. */
export async function findClient(id: string): Promise<OAuthClient | null> {
  const [row] = await db().select().from(oauthClients).where(eq(oauthClients.id, id));
  return row ? fromRow(row) : null;
}

/**
 * What a program may ever ask for, at any door: an app or a machine what its operator named, a site that people sign in
 * to who they are, a service nothing.
 */
export async function scopesOfClient(id: string): Promise<readonly string[]> {
  const client = await findClient(id);
  if (client?.kind === 'native' || client?.kind === 'machine') return client.scope.split(' ');
  return client?.kind === 'web' ? OIDC_SCOPES : [];
}

/** The service that tokens for this audience are meant for, or null. */
export async function findService(audience: string): Promise<OAuthClient | null> {
  const meant = eq(oauthClients.audience, audience);
  const [row] = await db().select().from(oauthClients).where(meant).orderBy(asc(oauthClients.id));
  return row ? fromRow(row) : null;
}

function fromRow({ secretHash, root: _, ...row }: typeof oauthClients.$inferSelect): OAuthClient {
  return {
    ...row,
    kind: row.kind as ClientKind,
    mustRenew: row.kind !== 'native' && secretHash === null,
    redirectUris: JSON.parse(row.redirectUris) as string[],
  };
}

const changed = (id: string, detail: Detail) =>
  record({
    type: 'client_changed',
    userId: null,
    actor: 'operator',
    object: `client:${id}`,
    detail,
  });
