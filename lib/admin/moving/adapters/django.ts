import 'server-only';
import { type Adapter, disabledNow, joined, objectIn } from '#lib/admin/moving/adapters/adapter';

/** What Django puts before a hash that nothing matches. */
const UNUSABLE = '!';

/** `manage.py dumpdata`: of all models those that are people. Django itself proves no address. */
export const django: Adapter = {
  name: 'django',
  adapt({ model, fields }) {
    if (!/\.\w*user$/i.test(String(model))) return null;
    const user = objectIn(fields);
    const hash = String(user['password'] ?? '');
    return {
      email: user['email'],
      name: joined(user['first_name'], user['last_name']) ?? user['username'],
      password_hash: hash.startsWith(UNUSABLE) ? undefined : hash,
      created_at: user['date_joined'],
      disabled_at: disabledNow(user['is_active'] === false),
    };
  },
};
