import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { db } from '#lib/db/client';
import { PASSKEY } from '#lib/factors/passkey/factor';
import { userHandleFor } from '#lib/factors/passkey/user-handle';
import type { Viewer } from '#lib/session/store';

/** More than anybody has. */
export const PASSKEYS_PER_USER = 25;

type Whose = { user: Pick<Viewer['user'], 'id'> };

/** True for the passkeys of this person. */
export const isPasskeyOf = ({ user }: Whose) =>
  and(eq(credentials.userId, user.id), eq(credentials.kind, PASSKEY));

/** The viewer's passkeys, the newest first. */
export const listPasskeys = (viewer: Whose) =>
  db()
    .select({
      id: credentials.id,
      name: credentials.name,
      handle: credentials.handle,
      userHandle: credentials.userHandle,
      transports: credentials.transports,
      isBackedUp: credentials.isBackedUp,
      createdAt: credentials.createdAt,
      lastUsedAt: credentials.lastUsedAt,
    })
    .from(credentials)
    .where(isPasskeyOf(viewer))
    .orderBy(desc(credentials.createdAt), desc(credentials.id))
    .limit(PASSKEYS_PER_USER);

/** One of the viewer's passkeys; null where they have none of this id. */
export async function findPasskey(viewer: Whose, id: string) {
  const [found] = await db()
    .select({ id: credentials.id, name: credentials.name })
    .from(credentials)
    .where(and(eq(credentials.id, id), isPasskeyOf(viewer)));
  return found ?? null;
}

/**
 * The passkeys of the viewer as their own device knows them: by what they call the account. An account without any has
 * the name that a new one would get, so that the device forgets those it still has.
 */
export async function acceptedPasskeys(
  viewer: Whose,
): Promise<{ userId: string; ids: string[] }[]> {
  const byUser = new Map<string, string[]>([[userHandleFor(viewer.user.id), []]]);
  // One that came from another system and was never used here: what it calls the account is not known yet.
  for (const { handle, userHandle } of await listPasskeys(viewer))
    if (userHandle) byUser.set(userHandle, [...(byUser.get(userHandle) ?? []), handle]);
  return [...byUser].map(([userId, ids]) => ({ userId, ids }));
}
