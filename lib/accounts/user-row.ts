import 'server-only';
import { v7 as uuid } from 'uuid';
import type { users } from '#drizzle/schema/users';
import { searchNameOf } from '#lib/accounts/fields';
import { mustHaveFactor } from '#lib/factors/second-factor-due';

type Named = { email: string; name: string; timeZone: string };

/** The row of a new member: where everybody must have a second factor, theirs is due at once. */
export function userRow({ email, name, timeZone }: Named) {
  const now = new Date();
  return {
    id: uuid(),
    email,
    name,
    searchName: searchNameOf(name),
    createdAt: now,
    timeZone,
    secondFactorDueAt: mustHaveFactor('member') ? now : null,
  } satisfies typeof users.$inferInsert;
}
