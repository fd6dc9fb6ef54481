import 'server-only';
import { and, eq, notExists, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { users } from '#drizzle/schema/users';
import { grant, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { byPerson } from '#lib/limits/person';
import { take } from '#lib/limits/take';
import type { Actor } from '#lib/notes/access';
import { auditNote } from '#lib/notes/access';
import { notesByUser } from '#lib/notes/limits';
import { findOfSameForm, idFor, isOfSameForm } from '#lib/notes/same-form';
import { countNew } from '#lib/notes/storage';
import { fail, ok, type Result } from '#lib/result';

export type CreateFailure = 'too_many_attempts' | 'storage_full';

/** What came of it: a new note, or the one that the same form made before, which may have been changed since. */
type Made = { id: string; how: 'new' | 'before' | 'changed' };

/**
 * Makes a note that the viewer owns and nobody else sees, if there is room for it. A form has a number: filled in the
 * same way and sent twice, also at once, it makes one note.
 */
export async function createNote(
  viewer: Actor,
  { title, text }: { title: string; text: string },
  form = '',
): Promise<Result<Made, CreateFailure>> {
  const id = idFor(viewer, { title, text }, form);
  const before = await findOfSameForm(viewer, id);
  if (before) return ok(before);
  const throttled = await take(byPerson(notesByUser, viewer));
  if (throttled) return fail('too_many_attempts', throttled);
  const now = new Date();
  const isDone = await transaction(
    unlessMade(viewer, id),
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
    auditNote(viewer, 'sensitive_create', id, 'note_created'),
  );
  if (isDone) return ok({ id, how: 'new' });
  const meanwhile = await findOfSameForm(viewer, id);
  return meanwhile ? ok(meanwhile) : fail('storage_full');
}

/** The write that changes nothing, and undoes all beside it when the same form has made its note. */
function unlessMade(viewer: Actor, id: string) {
  const made = db().select({ one: sql`1` }).from(grants).where(isOfSameForm(viewer, id)).limit(1);
  const isFirst = and(eq(users.id, viewer.user.id), notExists(made));
  return expectRow((tx) => tx.update(users).set({ id: users.id }).where(isFirst));
}
