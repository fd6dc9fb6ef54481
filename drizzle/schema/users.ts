import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { integer, table, text, timestamp } from '../columns.ts';

/**
 * What people say of themselves, and change in their profile. Every viewer has it, and the download. What may be typed is
 * in lib/accounts/profile.
 */
const profile = {
  name: text('name').notNull(),
  /** IANA name, for the times that are shown; empty while nobody has chosen and none was noticed: then UTC. */
  timeZone: text('time_zone').notNull().default('UTC'),
  /** system, light or dark. */
  theme: text('theme').notNull().default('system'),
  /** In which they are written to and answered; empty while nobody has chosen: then the browser's. */
  language: text('language').notNull().default(''),
};

/** People. A row exists once its mailbox was proven, or by the operator’s hand: then nothing but the mailbox opens it. */
export const users = table(
  'users',
  {
    id: text('id').primaryKey(),
    /** In its one canonical form: see lib/accounts/fields. */
    email: text('email').notNull(),
    ...profile,
    createdAt: timestamp('created_at').notNull(),
    disabledAt: timestamp('disabled_at'),
    /** From then on the account is open again by itself; null when somebody has to open it. */
    disabledUntil: timestamp('disabled_until'),
    /** For those who administer; the person is not shown it. */
    disabledReason: text('disabled_reason').notNull().default(''),
    /** member, support or administrator: see lib/permissions/table. */
    role: text('role').notNull().default('member'),
    /** The name as it is searched for: see lib/accounts/fields. */
    searchName: text('search_name').notNull().default(''),
    /** From then on they are led to set up a second factor, where they must have one; null while they need not. */
    secondFactorDueAt: timestamp('second_factor_due_at'),
    /** What the notes they own take up: see lib/things/storage. */
    storedBytes: integer('stored_bytes').notNull().default(0),
  },
  (users) => [
    uniqueIndex('users_email').on(users.email),
    index('users_search_name').on(users.searchName, users.id),
    index('users_role').on(users.role),
  ],
);

export const PROFILE_FIELDS = Object.keys(profile) as (keyof typeof profile)[];
