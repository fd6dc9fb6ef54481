import 'server-only';
import {
  type Adapter,
  connectedTo,
  disabledNow,
  joined,
  listIn,
  objectIn,
} from '#lib/admin/moving/adapters/adapter';

/** What Django puts before a hash that nothing matches. */
const UNUSABLE = '!';

/**
 * `manage.py dumpdata`: of all models those that are people. Django itself proves no address; django-allauth does, and the guide
 * says how its rows come into the record.
 */
export const django: Adapter = {
  name: 'django',
  adapt({ model, fields, emailaddresses, socialaccounts }) {
    if (!/\.\w*user$/i.test(String(model))) return null;
    const user = objectIn(fields);
    const hash = String(user['password'] ?? '');
    return {
      email: user['email'],
      name: joined(user['first_name'], user['last_name']) ?? user['username'],
      verified: listIn(emailaddresses).some(
        ({ email, verified }) => verified === true && isSame(email, user['email']),
      ),
      password_hash: hash.startsWith(UNUSABLE) ? undefined : hash,
      created_at: user['date_joined'],
      disabled_at: disabledNow(user['is_active'] === false),
      connections: listIn(socialaccounts).map(({ provider, uid }) => connectedTo(provider, uid)),
    };
  },
};

const isSame = (one: unknown, other: unknown) =>
  String(one).toLowerCase() === String(other).toLowerCase();
