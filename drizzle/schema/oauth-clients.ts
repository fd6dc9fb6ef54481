import { uniqueIndex } from 'drizzle-orm/sqlite-core';
import { boolean, root, secret, table, text, timestamp } from '../columns.ts';

/** Programs that are no browsers of ours, and sites people sign in to with Gatehouse. The operator adds them. */
export const oauthClients = table(
  'oauth_clients',
  {
    /** client_id, as the program names itself (RFC 6749 2.2). */
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** native, web, service or machine: see lib/oauth/new-client. */
    kind: text('kind').notNull(),
    /** JSON: where codes may be sent, exactly; only the port of a loopback address may vary (RFC 8252 7.3). */
    redirectUris: text('redirect_uris').notNull(),
    /** HMAC of the secret of a program that can keep one; null for all others, and once its root secret is gone. */
    secretHash: secret('secret_hash'),
    root: root(),
    /** The secret before it, for as long as both are good. */
    oldSecretHash: secret('old_secret_hash'),
    oldSecretEndsAt: timestamp('old_secret_ends_at'),
    /** Since when it has the secret of now; null where that was not noted yet. */
    secretCreatedAt: timestamp('secret_created_at'),
    /** How it shows its secret: basic, post, or any of the two (RFC 6749 2.3.1). */
    auth: text('auth').notNull().default('any'),
    /** What its id_tokens are signed with. */
    alg: text('alg').notNull().default('ES256'),
    /** Of a site: whether each of its requests has to have PKCE; else a nonce will do (RFC 9700 2.1.1). */
    needsPkce: boolean('needs_pkce').notNull().default(true),
    /** Of a service: the audience of the tokens meant for it (RFC 8707) … */
    audience: text('audience'),
    /** … and the scopes it knows, with spaces between. Of an app: all that it may ask for. */
    scope: text('scope').notNull().default(''),
    /** Of a site, how often a person is asked: once, always, or never, being the operator’s own. */
    consent: text('consent').notNull().default('once'),
    /** JSON: where people may be led who have signed out here, exactly (OpenID RP-Initiated Logout 1.0). */
    postLogoutRedirectUris: text('post_logout_redirect_uris').notNull().default('[]'),
    /** Where a site is told which of its sessions have ended (OpenID Back-Channel Logout 1.0); null: nowhere. */
    backchannelLogoutUri: text('backchannel_logout_uri'),
    createdAt: timestamp('created_at').notNull(),
    /** Since when it may ask for nothing. */
    disabledAt: timestamp('disabled_at'),
    /** When it last came for tokens or asked about one; written at most once a minute. */
    lastUsedAt: timestamp('last_used_at'),
  },
  (clients) => [uniqueIndex('oauth_clients_audience').on(clients.audience)],
);
