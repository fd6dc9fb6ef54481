import 'server-only';
import {
  type Adapter,
  connectedTo,
  joined,
  listIn,
  objectIn,
} from '#lib/admin/moving/adapters/adapter';

/** The CSV file of the dashboard, with what the Backend API tells of accounts elsewhere, where somebody has put that in. */
export const clerk: Adapter = {
  name: 'clerk',
  adapt(user) {
    const email = String(user['primary_email_address'] ?? '');
    const proven = String(user['verified_email_addresses'] ?? '').split(/[\s|,;]+/);
    return {
      email,
      name: joined(user['first_name'], user['last_name']) ?? user['username'],
      verified: email !== '' && proven.includes(email),
      password_hash: user['password_digest'],
      totp_key: user['totp_secret'],
      connections: listIn(user['external_accounts'])
        .filter(({ verification }) => objectIn(verification)['status'] === 'verified')
        .map((one) => connectedTo(one['provider'], one['provider_user_id'])),
    };
  },
};
