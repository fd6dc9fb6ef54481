import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { boolean, integer, secret, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/**
 * By what somebody proves who they are, besides reading their mailbox. What a kind keeps in which column, its folder in
 * lib/factors says. Nothing here was issued by us for a time: it stays until somebody removes it.
 */
export const credentials = table(
  'credentials',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** password, passkey, totp or recovery_code. */
    kind: text('kind').notNull(),
    /** What it is found by, once among all of its kind; where a person has only one, their id. */
    handle: secret('handle').notNull(),
    /** What it is compared with: a hash, a public key, a sealed key. */
    secret: secret('secret').notNull(),
    /** The name that its owner gave it. */
    name: text('name').notNull().default(''),
    /** The last one that was used of those that only grow: a signature counter, a time step. */
    counter: integer('counter').notNull().default(0),
    /** Of a passkey: what it calls the account (WebAuthn user handle) … */
    userHandle: secret('user_handle').notNull().default(''),
    /** … what made it, and how it can be reached … */
    aaguid: text('aaguid').notNull().default(''),
    transports: text('transports').notNull().default(''),
    /** … and whether it may be, and is, on other devices of its owner too (WebAuthn BE, BS). */
    mayBeBackedUp: boolean('may_be_backed_up').notNull().default(false),
    isBackedUp: boolean('is_backed_up').notNull().default(false),
    /** … and the host that it is bound to (WebAuthn RP ID). */
    host: text('host').notNull().default(''),
    createdAt: timestamp('created_at').notNull(),
    /** When it was first shown to work; until then it proves nothing. */
    confirmedAt: timestamp('confirmed_at'),
    lastUsedAt: timestamp('last_used_at'),
  },
  (credentials) => [
    uniqueIndex('credentials_handle').on(credentials.kind, credentials.handle),
    index('credentials_user').on(credentials.userId, credentials.kind),
  ],
);
