import { uniqueIndex } from 'drizzle-orm/sqlite-core';
import { root, secret, table, text, timestamp } from '../columns.ts';

/** Programs that are no browsers of ours, and sites people sign in to with Gatehouse. The operator adds them. */
export const oauthClients = table(
  'oauth_clients',
  {
    /** client_id, as the program names itself (RFC 6749 2.2). */
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** native, web or service: see lib/oauth/clients. */
    kind: text('kind').notNull(),
    /** JSON: where codes may be sent, exactly; only the port of a loopback address may vary (RFC 8252 7.3). */
    redirectUris: text('redirect_uris').notNull(),
    /** HMAC of the secret of a program that can keep one; null for all others, and once its root secret is gone. */
    secretHash: secret('secret_hash'),
    root: root(),
    /** Of a service: the audience of the tokens meant for it (RFC 8707) … */
    audience: text('audience'),
    /** … and the scopes it knows, with spaces between. Of an app: all that it may ask for. */
    scope: text('scope').notNull().default(''),
    createdAt: timestamp('created_at').notNull(),
  },
  (clients) => [uniqueIndex('oauth_clients_audience').on(clients.audience)],
);
