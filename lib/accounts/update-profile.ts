import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { searchNameOf } from '#lib/accounts/fields';
import type { TypedProfile } from '#lib/accounts/profile';
import { record } from '#lib/audit/record';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';

/** Changes what the viewer says of themselves: how they are called, how times and colours are shown to them. */
export async function updateProfile(viewer: Viewer, profile: Partial<TypedProfile>) {
  const { name } = profile;
  const values = { ...profile, ...(name !== undefined && { searchName: searchNameOf(name) }) };
  await transaction(
    expectRow((tx) => tx.update(users).set(values).where(eq(users.id, viewer.user.id))),
    record({ type: 'user_updated', userId: viewer.user.id, detail: 'profile' }),
  );
}
