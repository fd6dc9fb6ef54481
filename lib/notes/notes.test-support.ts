import { eq } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import type { Actor } from '#lib/notes/access';
import { createNote } from '#lib/notes/create-note';
import { shareNote } from '#lib/notes/share-note';
import { addUser } from '#lib/testing/database.test-support';

export const emailOf = (name: string) => `${name}@example.com`;

/** Somebody with an account, whose password nobody ever types. */
export async function addPerson(name: string): Promise<Actor> {
  const email = emailOf(name);
  const id = await addUser(email, { passwordHash: 'x', name });
  return { user: { id, email, role: 'member' } };
}

export async function writeNote(viewer: Actor, title = 'Plans', text = 'First'): Promise<string> {
  const made = await createNote(viewer, { title, text });
  if (!made.ok) throw new Error(made.reason);
  return made.value.id;
}

export const share = (
  viewer: Actor,
  id: string,
  name: string,
  role: 'viewer' | 'editor' = 'viewer',
) => shareNote(viewer, id, { email: emailOf(name), role });

/** Who is what to a note, by the part of the address before the @. */
export async function relations(id: string): Promise<Record<string, string>> {
  const rows = await db().select().from(grants).where(eq(grants.object, id));
  return Object.fromEntries(
    rows.map(({ address, relation }) => [address.split('@')[0], relation]).sort(),
  );
}

export const disable = (viewer: Actor) =>
  db().update(users).set({ disabledAt: new Date() }).where(eq(users.id, viewer.user.id));
