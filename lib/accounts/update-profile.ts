import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { searchNameOf } from '#lib/accounts/rules';
import { record } from '#lib/audit/record';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';

export type Theme = 'system' | 'light' | 'dark';

/** Changes how the viewer is called and how times and colours are shown to them. */
export async function updateProfile(
  viewer: Viewer,
  profile: { name: string; timeZone: string; theme: Theme },
) {
  const values = { ...profile, searchName: searchNameOf(profile.name) };
  await transaction(
    expectRow((tx) => tx.update(users).set(values).where(eq(users.id, viewer.user.id))),
    record({ type: 'user_updated', userId: viewer.user.id, detail: 'profile' }),
  );
}
