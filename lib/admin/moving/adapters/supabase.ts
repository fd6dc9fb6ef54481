import 'server-only';
import {
  type Adapter,
  connectedTo,
  disabledNow,
  listIn,
  objectIn,
} from '#lib/admin/moving/adapters/adapter';
import { movedMoment } from '#lib/admin/moving/moment';

/** Rows of auth.users, with those of auth.identities. Nobody comes who was deleted or never said who they are. */
export const supabase: Adapter = {
  name: 'supabase',
  adapt(user) {
    if (user['deleted_at'] || user['is_anonymous'] === true) return null;
    const about = objectIn(user['raw_user_meta_data']);
    const until = movedMoment(user['banned_until']);
    const others = listIn(user['identities']).filter(
      ({ provider }) => provider !== 'email' && provider !== 'phone',
    );
    return {
      email: user['email'],
      name: about['full_name'] ?? about['name'],
      verified: Boolean(user['email_confirmed_at']),
      password_hash: user['encrypted_password'],
      created_at: user['created_at'],
      disabled_at: disabledNow(until !== null && until.getTime() > Date.now()),
      disabled_until: until?.toISOString(),
      connections: others.map((one) =>
        connectedTo(one['provider'], one['provider_id'], objectIn(one['identity_data'])['iss']),
      ),
    };
  },
};
