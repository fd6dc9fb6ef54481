import 'server-only';
import {
  type Adapter,
  connectedTo,
  disabledNow,
  joined,
  listIn,
} from '#lib/admin/moving/adapters/adapter';

/** What `aws cognito-idp list-users` answers. Cognito gives no hashes away. */
export const cognito: Adapter = {
  name: 'cognito',
  adapt(user) {
    const attributes = new Map(listIn(user['Attributes']).map(({ Name, Value }) => [Name, Value]));
    return {
      email: attributes.get('email'),
      name:
        attributes.get('name') ??
        joined(attributes.get('given_name'), attributes.get('family_name')),
      verified: attributes.get('email_verified') === 'true',
      created_at: user['UserCreateDate'],
      disabled_at: disabledNow(user['Enabled'] === false),
      connections: listIn(attributes.get('identities')).map((one) =>
        connectedTo(one['providerName'], one['userId']),
      ),
    };
  },
};
