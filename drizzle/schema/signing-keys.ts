import { root, secret, table, text, timestamp } from '../columns.ts';

/** The key pairs that tokens are signed with, the newest signs; retired ones still verify for a while. */
export const signingKeys = table('signing_keys', {
  /** `kid`: the thumbprint of the public key (RFC 7638). */
  id: text('id').primaryKey(),
  /** JSON Web Key. */
  publicKey: text('public_key').notNull(),
  /** JSON Web Key, sealed. */
  privateKey: secret('private_key').notNull(),
  createdAt: timestamp('created_at').notNull(),
  /** When another took over. */
  retiredAt: timestamp('retired_at'),
  root: root(),
});
