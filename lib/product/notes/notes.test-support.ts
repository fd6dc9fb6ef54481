import { eq } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { noteOf, noteResource } from '#lib/product/notes/resource';
import { shareThing } from '#lib/sharing/share';
import { addUser } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { createThing } from '#lib/things/create';
import { editThing } from '#lib/things/edit';
import { listThings } from '#lib/things/list';

type Note = { title: string; text: string };

export const NoteTitle = noteResource.fields.title.rule;
export const NoteText = noteResource.fields.text.rule;

export const emailOf = (name: string) => `${name}@example.com`;

/** Somebody with an account, whose password nobody ever types. */
export async function addPerson(name: string): Promise<Actor> {
  const email = emailOf(name);
  const id = await addUser(email, { passwordHash: 'x', name });
  return { user: { id, email, role: 'member' } };
}

export const createNote = (viewer: Actor, note: Note, form?: string) =>
  createThing(viewer, noteResource, note, form);

export async function writeNote(viewer: Actor, title = 'Plans', text = 'First'): Promise<string> {
  const made = await createNote(viewer, { title, text });
  if (!made.ok) throw new Error(made.reason);
  return made.value.id;
}

export const editNote = (
  viewer: Actor,
  id: string,
  { revision, ...values }: Note & { revision: number },
) => editThing(viewer, noteOf(id), { values, revision });

export async function listNotes(viewer: Actor, after?: string, limit?: number) {
  const { things, next } = await listThings(viewer, noteResource, after, limit);
  return { notes: things, next };
}

export const share = (
  viewer: Actor,
  id: string,
  name: string,
  role: 'viewer' | 'editor' = 'viewer',
) => shareThing(viewer, noteOf(id), { email: emailOf(name), role });

/** Who is what to a note, by the part of the address before the @. */
export async function relations(id: string): Promise<Record<string, string>> {
  const rows = await db().select().from(grants).where(eq(grants.object, id));
  return Object.fromEntries(
    rows.map(({ address, relation }) => [address.split('@')[0], relation]).sort(),
  );
}

export const disable = (viewer: Actor) =>
  db().update(users).set({ disabledAt: new Date() }).where(eq(users.id, viewer.user.id));
