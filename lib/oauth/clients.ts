import 'server-only';
import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { record } from '#lib/audit/record';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { line } from '#lib/line';
import { storedSecret } from '#lib/oauth/client-secret';
import { LEAST_SCOPE, OIDC_SCOPES } from '#lib/oauth/scopes';
import { fail, ok, type Result } from '#lib/result';

/**
 * native: an app or a command line; keeps no secret, proves itself by PKCE or the device grant (RFC 8252).
 * web: another site of the owner's that people sign in to with Gatehouse; keeps a secret.
 * service: an API that is handed our tokens and may ask about them (RFC 7662); signs nobody in.
 */
export const CLIENT_KINDS = ['native', 'web', 'service'] as const;
type ClientKind = (typeof CLIENT_KINDS)[number];

/** RFC 8628 3.4. */
export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

export type Client = {
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

/** Addresses are kept and compared letter by letter, as they were given. */
const address = (isFine: (url: URL) => boolean, otherwise: string) =>
  z
    .url('has to be a whole address')
    .refine((text) => URL.canParse(text) && isPlain(new URL(text)), {
      error: 'takes no fragment, user or password',
    })
    .refine((text) => URL.canParse(text) && isFine(new URL(text)), { error: otherwise });
const isPlain = ({ hash, username, password }: URL) => !hash && !username && !password;

/** An app is reached on https it has claimed, or on its own machine; never by a scheme anybody can claim. */
const NativeUri = address(
  ({ protocol, hostname }) =>
    protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|\[::1\])$/.test(hostname)),
  'has to be https, or http on 127.0.0.1 or [::1]',
);
const WebUri = address(
  ({ protocol, hostname }) =>
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname)),
  'has to be https, or http on this machine',
);
const Audience = address(({ protocol }) => /^https?:$/.test(protocol), 'has to be http or https');

const Shared = {
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, 'has to be 2 to 63 of a-z, 0-9, . _ -'),
  name: line(80, { isEmpty: 'needs a name', isLong: 'has at most 80 characters' }),
};

const Scopes = z
  .string('is a list of words')
  .regex(/^[a-z0-9:._-]+( [a-z0-9:._-]+)*$/, 'is a list of words');

/** What an operator gives to let a program ask. */
export const NewClient = z.discriminatedUnion('kind', [
  z.object({
    ...Shared,
    kind: z.literal('native'),
    redirectUris: z.array(NativeUri).max(10, 'takes ten at most'),
    /** All that it may ever ask for: of Gatehouse, and of the operator's services. */
    scope: Scopes.default(LEAST_SCOPE),
  }),
  z.object({
    ...Shared,
    kind: z.literal('web'),
    redirectUris: z.array(WebUri).min(1, 'needs an address').max(10, 'takes ten at most'),
  }),
  z.object({
    ...Shared,
    kind: z.literal('service'),
    audience: Audience,
    scope: Scopes,
  }),
]);
export type NewClient = z.input<typeof NewClient>;

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
    changed(row.id, `added as ${row.kind}`),
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
    changed(id, 'given another secret'),
  );
  return isDone ? secret : null;
}

/** Shuts a program out: everybody who let it in has let it in no more. False when there is none. */
export const removeClient = (id: string): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.delete(oauthClients).where(eq(oauthClients.id, id))),
    changed(id, 'removed'),
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
export async function findClient(id: string): Promise<Client | null> {
  const [row] = await db().select().from(oauthClients).where(eq(oauthClients.id, id));
  return row ? fromRow(row) : null;
}

/**
 * What a program may ever ask for, at any door: an app what its operator named, a site that people sign in to
 * who they are, a service nothing.
 */
export async function scopesOf(id: string): Promise<readonly string[]> {
  const client = await findClient(id);
  if (client?.kind === 'native') return client.scope.split(' ');
  return client?.kind === 'web' ? OIDC_SCOPES : [];
}

/** The service that tokens for this audience are meant for, or null. */
export async function findService(audience: string): Promise<Client | null> {
  const meant = eq(oauthClients.audience, audience);
  const [row] = await db().select().from(oauthClients).where(meant).orderBy(asc(oauthClients.id));
  return row ? fromRow(row) : null;
}

function fromRow({ secretHash, root: _, ...row }: typeof oauthClients.$inferSelect): Client {
  return {
    ...row,
    kind: row.kind as ClientKind,
    mustRenew: row.kind !== 'native' && secretHash === null,
    redirectUris: JSON.parse(row.redirectUris) as string[],
  };
}

/** The same as oidc-provider knows it (OpenID Connect Registration 2). The secret is its HMAC. */
export async function findClientMetadata(id: string): Promise<AdapterPayload | undefined> {
  const [row] = await db().select().from(oauthClients).where(eq(oauthClients.id, id));
  if (!row || (isSample(row) && !env().hasExamples)) return undefined;
  const shared = { client_id: row.id, client_name: row.name };
  const redirect_uris = JSON.parse(row.redirectUris) as string[];
  if (row.kind === 'service')
    return {
      ...shared,
      ...WITH_SECRET,
      client_secret: String(row.secretHash),
      grant_types: [],
      response_types: [],
      redirect_uris,
    };
  if (row.kind === 'web')
    return {
      ...shared,
      ...WITH_SECRET,
      client_secret: String(row.secretHash),
      redirect_uris,
      scope: OIDC_SCOPES.join(' '),
      grant_types: ['authorization_code'],
      response_types: ['code'],
    };
  const hasCode = redirect_uris.length > 0;
  return {
    ...shared,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris,
    grant_types: [...(hasCode ? ['authorization_code'] : []), 'refresh_token', DEVICE_GRANT],
    response_types: hasCode ? ['code'] : [],
  };
}

/** The client that migration 0004 enters by itself. One of this name that an operator added is another. */
const isSample = ({ id, createdAt }: Pick<Client, 'id' | 'createdAt'>) =>
  id === 'gatehouse-cli' && createdAt.getTime() === 1_795_305_600_000;

const WITH_SECRET = { token_endpoint_auth_method: 'client_secret_basic' } as const;

const changed = (id: string, detail: string) =>
  record({
    type: 'client_changed',
    userId: null,
    actor: 'operator',
    object: `client:${id}`,
    detail,
  });
