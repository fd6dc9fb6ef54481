import 'server-only';
import { type Adapter, joined } from '#lib/admin/moving/adapters/adapter';

/** The CSV file of the dashboard. */
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
    };
  },
};
