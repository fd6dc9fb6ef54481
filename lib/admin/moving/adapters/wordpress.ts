import 'server-only';
import type { Adapter } from '#lib/admin/moving/adapters/adapter';

const NEVER = /^0000/;

/** Rows of wp_users. WordPress does not say whether an address was proven. */
export const wordpress: Adapter = {
  name: 'wordpress',
  adapt(user) {
    const registered = String(user['user_registered'] ?? '');
    return {
      email: user['user_email'],
      name: user['display_name'] || user['user_login'],
      password_hash: user['user_pass'],
      created_at: NEVER.test(registered) ? undefined : registered,
    };
  },
};
