import { moment, root, secret, table, words } from '../columns.ts';

/** The key pairs that tokens are signed with, the newest signs; retired ones still verify for a while. */
export const signingKeys = table('signing_keys', {
  /** `kid`: the thumbprint of the public key (RFC 7638). */
  id: words('id').primaryKey(),
  /** JSON Web Key. */
  publicKey: words('public_key').notNull(),
  /** JSON Web Key, sealed. */
  privateKey: secret('private_key').notNull(),
  createdAt: moment('created_at').notNull(),
  /** When another took over. */
  retiredAt: moment('retired_at'),
  root: root(),
});
