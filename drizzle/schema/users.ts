import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { count, moment, secret, table, words } from '../columns.ts';

/**
 * What people say of themselves, and change in their profile. Every viewer has it, and the download. What may be typed is
 * in lib/accounts/profile.
 */
const profile = {
  name: words('name').notNull(),
  /** IANA name, for the times that are shown; empty while nobody has chosen and none was noticed: then UTC. */
  timeZone: words('time_zone').notNull().default('UTC'),
  /** system, light or dark. */
  theme: words('theme').notNull().default('system'),
};

/** People. A row exists only once its mailbox was proven. */
export const users = table(
  'users',
  {
    id: words('id').primaryKey(),
    /** In its one canonical form: see lib/accounts/rules. */
    email: words('email').notNull(),
    ...profile,
    /** argon2id, PHC string. */
    passwordHash: secret('password_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    disabledAt: moment('disabled_at'),
    /** From then on the account is open again by itself; null when somebody has to open it. */
    disabledUntil: moment('disabled_until'),
    /** For those who administer; the person is not shown it. */
    disabledReason: words('disabled_reason').notNull().default(''),
    /** member, support or administrator: see lib/permissions/table. */
    role: words('role').notNull().default('member'),
    /** The name as it is searched for: see lib/accounts/rules. */
    searchName: words('search_name').notNull().default(''),
    /** What the notes they own take up: see lib/notes/storage. */
    storedBytes: count('stored_bytes').notNull().default(0),
  },
  (users) => [
    uniqueIndex('users_email').on(users.email),
    index('users_search_name').on(users.searchName, users.id),
    index('users_role').on(users.role),
  ],
);

export const PROFILE_FIELDS = Object.keys(profile) as (keyof typeof profile)[];
