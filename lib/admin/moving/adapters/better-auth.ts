import 'server-only';
import {
  type Adapter,
  connectedTo,
  disabledNow,
  issuerIn,
  listIn,
} from '#lib/admin/moving/adapters/adapter';

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
      connections: others.map((one) =>
        connectedTo(one['providerId'], one['accountId'], issuerIn(one['idToken'])),
      ),
    };
  },
};
