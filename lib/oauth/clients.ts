import 'server-only';
import { and, asc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { detailOf } from '#lib/audit/detail';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Algorithm } from '#lib/oauth/algorithms';
import { clientChanged } from '#lib/oauth/client-changed';
import { isOldSecretGood, newSecret } from '#lib/oauth/client-secret';
import {
  type ClientKind,
  type CONSENT_ASKED,
  NewClient,
  type SHOWS_SECRET,
} from '#lib/oauth/new-client';
import { OIDC_SCOPES } from '#lib/oauth/scopes';
import { fail, ok, type Result } from '#lib/result';
import { tellSites } from '#lib/session/tell-sites';
import { comparable } from '#lib/text';

export type OAuthClient = {
  id: string;
  name: string;
  kind: ClientKind;
  redirectUris: string[];
  /** Where people may be led who have signed out here. */
  postLogoutRedirectUris: string[];
  /** Where it is told which of its sessions have ended; null: nowhere. */
  backchannelLogoutUri: string | null;
  audience: string | null;
  scope: string;
  /** How it may show its secret. */
  auth: (typeof SHOWS_SECRET)[number];
  /** What its id_tokens are signed with. */
  alg: Algorithm;
  needsPkce: boolean;
  /** How often a person is asked for the same. */
  consent: (typeof CONSENT_ASKED)[number];
  createdAt: Date;
  /** Since when it may ask for nothing; null while it may. */
  disabledAt: Date | null;
  /** When it last came for tokens or asked about one; null: never, as far as was noted. */
  lastUsedAt: Date | null;
  /** Since when it has its secret; null for one that keeps none, and where it was not noted. */
  secretCreatedAt: Date | null;
  /** Until when the secret before it is good too; null where none is. */
  oldSecretEndsAt: Date | null;
  /** It has to have a secret and has none that is right, since its root secret is gone. */
  mustRenew: boolean;
};

/** What is kept of what an operator gave, whatever the kind. */
export function columnsOf(given: NewClient) {
  // An id is judged where it is given; that of a document is an address.
  const wanted = NewClient.parse({ ...given, id: 'its-own' });
  return {
    name: wanted.name,
    redirectUris: JSON.stringify('redirectUris' in wanted ? wanted.redirectUris : []),
    audience: 'audience' in wanted ? wanted.audience : null,
    scope: 'scope' in wanted ? wanted.scope : '',
    auth: 'auth' in wanted ? wanted.auth : 'any',
    ...('alg' in wanted ? { alg: wanted.alg } : {}),
    needsPkce: 'needsPkce' in wanted ? wanted.needsPkce : true,
    consent: 'consent' in wanted ? wanted.consent : 'always',
    postLogoutRedirectUris: JSON.stringify(
      'postLogoutRedirectUris' in wanted ? wanted.postLogoutRedirectUris : [],
    ),
    backchannelLogoutUri: 'backchannelLogoutUri' in wanted ? wanted.backchannelLogoutUri : null,
  };
}

/**
 * Enters a program that may ask people to be let in. A site, a service and a machine get a secret, which is shown
 * this once and kept as its HMAC. Refuses an id that is taken, and an audience that another service has: its
 * tokens would open both.
 */
export async function addClient(
  wanted: NewClient,
): Promise<Result<string | null, 'taken' | 'audience_taken'>> {
  const secret = wanted.kind === 'native' ? null : randomSecret();
  const row = {
    id: wanted.id,
    kind: wanted.kind,
    ...columnsOf(wanted),
    ...(secret ? newSecret(secret) : {}),
    createdAt: new Date(),
  };
  const isDone = await transaction(
    expectRow((tx) => tx.insert(oauthClients).values(row).onConflictDoNothing()),
    clientChanged(row.id, detailOf('client_added', { kind: row.kind })),
  );
  if (isDone) return ok(secret);
  return fail((await findClient(row.id)) ? 'taken' : 'audience_taken');
}

/** Shuts a program out: everybody who let it in has let it in no more. A site is told. False when there is none. */
export const removeClient = (id: string): Promise<boolean> =>
  transaction(
    tellSites(eq(sessions.clientId, id)),
    expectRow((tx) => tx.delete(oauthClients).where(eq(oauthClients.id, id))),
    clientChanged(id, 'client_removed'),
  );

/** A page of a search reads at most this many programs. */
const SEARCHED = 1_000;

type Asked = { limit: number; after: string; search?: string; when?: SQL | undefined };

/**
 * Programs, also those that are disabled, by id, at most `limit`, after an id, and only those whose id or name contains what is
 * searched for; `next` is where the following page begins, null on the last. Of more than a thousand a page may have
 * fewer than there are.
 */
export async function listClients({ limit, after, search = '', when }: Asked) {
  const sought = comparable(search);
  const most = sought ? SEARCHED : limit;
  const rows = await db()
    .select()
    .from(oauthClients)
    .where(and(gt(oauthClients.id, after), when))
    .orderBy(asc(oauthClients.id))
    .limit(most + 1);
  const found = rows
    .slice(0, most)
    .filter(({ id, name }) => [id, name].some((text) => comparable(text).includes(sought)));
  const last = found.length > limit ? found[limit - 1] : rows[most - 1];
  const isLast = found.length <= limit && rows.length <= most;
  return { clients: found.slice(0, limit).map(fromRow), next: isLast ? null : (last?.id ?? null) };
}

/** The program of this id, or null; also one that is disabled. What else has to be so of it is `when`. */
export async function findClient(id: string, when?: SQL): Promise<OAuthClient | null> {
  const [row] = await db()
    .select()
    .from(oauthClients)
    .where(and(eq(oauthClients.id, id), when));
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
  const meant = and(eq(oauthClients.audience, audience), isNull(oauthClients.disabledAt));
  const [row] = await db().select().from(oauthClients).where(meant).orderBy(asc(oauthClients.id));
  return row ? fromRow(row) : null;
}

function fromRow(all: typeof oauthClients.$inferSelect): OAuthClient {
  const { secretHash, root: _, oldSecretHash, ...row } = all;
  return {
    ...row,
    kind: row.kind as ClientKind,
    auth: row.auth as OAuthClient['auth'],
    alg: row.alg as Algorithm,
    consent: row.consent as OAuthClient['consent'],
    oldSecretEndsAt: oldSecretHash && isOldSecretGood(row) ? row.oldSecretEndsAt : null,
    mustRenew: row.kind !== 'native' && secretHash === null,
    redirectUris: JSON.parse(row.redirectUris) as string[],
    postLogoutRedirectUris: JSON.parse(row.postLogoutRedirectUris) as string[],
  };
}
