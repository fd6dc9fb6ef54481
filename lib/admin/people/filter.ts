import 'server-only';
import { and, eq, not, or, type SQL, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { isOfBrowserAlive } from '#lib/admin/people/alive';
import type { AuditType } from '#lib/audit/types';
import { db } from '#lib/db/client';
import { hasFactor } from '#lib/factors/second-factor-due';
import { ROLES, type Role } from '#lib/resource';
import { whereDisabled, whereEnabled } from '#lib/session/account-state';

/**
 * What can be asked of people besides their role: each with the condition that says it. One row is asked for of each that is
 * looked at: of what is only asked whether it exists, PostgreSQL reads the whole table.
 */
const ASKED = {
  active: () => whereEnabled(),
  disabled: () => whereDisabled(),
  // A disabled account is opened by nothing.
  'no-factor': () => and(whereEnabled(), not(hasFactor(users.id))),
  never: () => and(sql`(${sessionOf()}) is null`, sql`(${entryOf()}) is null`),
  'signed-in': () => sql`(${sessionOf(isOfBrowserAlive())}) is not null`,
} as const satisfies Record<string, () => SQL | undefined>;

export const PEOPLE_STATES = Object.keys(ASKED) as (keyof typeof ASKED)[];
export type PeopleState = keyof typeof ASKED;

/** Which people are asked for: those of a role, those of whom one thing is so, or everybody. */
export type PeopleFilter = { role?: Role | undefined; state?: PeopleState | undefined };

/** What begins with every session, so that nobody was here without it. */
export const SIGNED_IN: AuditType = 'session_created';

const sessionOf = (which?: SQL) =>
  db()
    .select({ one: sql`1` })
    .from(sessions)
    .where(and(eq(sessions.userId, users.id), which))
    .limit(1);

const entryOf = () =>
  db()
    .select({ one: sql`1` })
    .from(auditEvents)
    .where(and(eq(auditEvents.userId, users.id), eq(auditEvents.type, SIGNED_IN)))
    .limit(1);

/** Those of staff are few, and an index leads to them. */
export const isOfStaff = (role: Role | undefined): role is 'support' | 'administrator' =>
  role !== undefined && role !== 'member';

/** What has to be so of the people that a filter asks for. Undefined where everybody is asked for. */
export const fits = ({ role, state }: PeopleFilter): SQL | undefined =>
  and(role && eq(users.role, role), state && ASKED[state]());

/** Whether the address or the name has this in it: it is only ever compared, no letter of it means anything. */
export const contains = (address: string, name: string): SQL | undefined =>
  or(
    sql`replace(${users.email}, ${address}, '') <> ${users.email}`,
    sql`replace(${users.searchName}, ${name}, '') <> ${users.searchName}`,
  );

export const isPeopleState = (word: string): word is PeopleState =>
  (PEOPLE_STATES as string[]).includes(word);
export const isRoleName = (word: string): word is Role =>
  (ROLES as readonly string[]).includes(word);
