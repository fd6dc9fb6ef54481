import 'server-only';
import { type Adapter, connectedTo, issuerIn, listIn } from '#lib/admin/moving/adapters/adapter';
import { passkeyOf } from '#lib/admin/moving/adapters/passkeys';

const NO_CONNECTIONS = ['email', 'credentials', 'webauthn'];

/** Auth.js keeps no passwords: the column is that of the site. */
export const authJs: Adapter = {
  name: 'auth-js',
  adapt: (user) => ({
    email: user['email'],
    name: user['name'],
    verified: Boolean(user['emailVerified']),
    password_hash: user['password'] ?? user['passwordHash'],
    created_at: user['createdAt'],
    passkeys: listIn(user['authenticators']).map((one) =>
      passkeyOf({
        id: one['credentialID'],
        public_key: one['credentialPublicKey'],
        counter: one['counter'],
        transports: one['transports'],
        device: one['credentialDeviceType'],
        backed_up: one['credentialBackedUp'],
      }),
    ),
    connections: listIn(user['accounts'])
      .filter(({ type }) => !NO_CONNECTIONS.includes(String(type)))
      .map((one) =>
        connectedTo(one['provider'], one['providerAccountId'], issuerIn(one['id_token'])),
      ),
  }),
};
