import 'server-only';
import { v7 as uuid } from 'uuid';
import { notes } from '#drizzle/schema/notes';
import { grant, userSubject } from '#lib/authorization/grants';
import { transaction } from '#lib/db/transaction';
import { byPerson } from '#lib/limits/person';
import { notesByUser } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { noteEntry } from '#lib/notes/note-entry';
import type { Person } from '#lib/notes/person';
import { countNew } from '#lib/notes/storage';
import { fail, ok, type Result } from '#lib/result';

export type CreateFailure = 'too_many_attempts' | 'storage_full';

/** Makes a note that the viewer owns and nobody else sees, if there is room for it; answers its id. */
export async function createNote(
  viewer: Person,
  { title, text }: { title: string; text: string },
): Promise<Result<string, CreateFailure>> {
  const throttled = await take(byPerson(notesByUser, viewer));
  if (throttled) return fail('too_many_attempts', throttled);
  const id = uuid();
  const now = new Date();
  const isDone = await transaction(
    countNew(viewer.user.id, { title, text }),
    (tx) =>
      tx.insert(notes).values({ id, title, text, revision: 1, createdAt: now, updatedAt: now }),
    grant({
      subject: userSubject(viewer.user.id),
      relation: 'owner',
      kind: 'note',
      object: id,
      address: viewer.user.email,
      grantedBy: null,
    }),
    noteEntry(viewer, 'sensitive_create', id, 'note created'),
  );
  return isDone ? ok(id) : fail('storage_full');
}
