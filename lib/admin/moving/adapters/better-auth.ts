import 'server-only';
import {
  type Adapter,
  connectedTo,
  disabledNow,
  issuerIn,
  listIn,
} from '#lib/admin/moving/adapters/adapter';
import { passkeyOf } from '#lib/admin/moving/adapters/passkeys';

const OWN = 'credential';

export const betterAuth: Adapter = {
  name: 'better-auth',
  adapt(user) {
    const accounts = listIn(user['accounts']);
    const others = accounts.filter(({ providerId }) => providerId !== OWN);
    return {
      email: user['email'],
      name: user['name'],
      verified: user['emailVerified'],
      password_hash: accounts.find(({ providerId }) => providerId === OWN)?.['password'],
      created_at: user['createdAt'],
      disabled_at: disabledNow(user['banned'] === true),
      disabled_until: user['banExpires'],
      disabled_reason: user['banReason'],
      passkeys: listIn(user['passkeys']).map((one) =>
        passkeyOf({
          id: one['credentialID'],
          public_key: one['publicKey'],
          counter: one['counter'],
          aaguid: one['aaguid'],
          transports: one['transports'],
          device: one['deviceType'],
          backed_up: one['backedUp'],
          name: one['name'],
          created_at: one['createdAt'],
        }),
      ),
      connections: others.map((one) =>
        connectedTo(one['providerId'], one['accountId'], issuerIn(one['idToken'])),
      ),
    };
  },
};
