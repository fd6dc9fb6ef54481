import 'server-only';
import { type Adapter, connectedTo, joined } from '#lib/admin/moving/adapters/adapter';

/** Rows of the table of people. Without :confirmable no address is proven. */
export const devise: Adapter = {
  name: 'devise',
  adapt: (user) => ({
    email: user['email'],
    name: joined(user['first_name'], user['last_name']) ?? user['name'],
    verified: Boolean(user['confirmed_at']),
    password_hash: user['encrypted_password'],
    created_at: user['created_at'],
    disabled_at: user['locked_at'],
    connections: user['provider'] ? [connectedTo(user['provider'], user['uid'])] : [],
  }),
};
