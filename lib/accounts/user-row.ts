import 'server-only';
import { v7 as uuid } from 'uuid';
import type { users } from '#drizzle/schema/users';
import { searchNameOf } from '#lib/accounts/fields';
import { mustHaveFactor } from '#lib/factors/second-factor-due';
import type { Role } from '#lib/resource';
import { currentLanguage } from '#texts/languages';

type Named = { email: string; name: string; timeZone: string; role?: Role | undefined };

/** The row of a new account, of a member unless it says otherwise: where they must have a second factor, it is due at once. */
export function userRow({ email, name, timeZone, role = 'member' }: Named) {
  const now = new Date();
  return {
    id: uuid(),
    email,
    name,
    searchName: searchNameOf(name),
    createdAt: now,
    timeZone,
    language: spokenHere(),
    role,
    secondFactorDueAt: mustHaveFactor(role) ? now : null,
  } satisfies typeof users.$inferInsert;
}

/** In which they sign up, for the mails that others cause; English is said to whoever has said nothing. */
const spokenHere = () => (currentLanguage() === 'en' ? '' : currentLanguage());
