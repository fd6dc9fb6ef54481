import 'server-only';
import { and, eq, gt, sql } from 'drizzle-orm';
import { v7 as uuid, validate } from 'uuid';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { userSubject } from '#lib/authorization/grants';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import type { Actor } from '#lib/notes/access';

const DAY_MS = 24 * 3600 * 1000;
/** The first characters of an id are its time (RFC 9562 5.7). */
const AFTER_TIME = 14;

/**
 * An id for a note: of the form with this number, as it is filled in, always the same but for its time, so that the
 * note is found when the form is sent once more. Only the person who was shown the form knows its number.
 */
export function idFor(
  { user }: Actor,
  { title, text }: { title: string; text: string },
  form: string,
): string {
  if (!validate(form)) return uuid();
  const wish = JSON.stringify(['note', user.id, form, title, text]);
  return uuid({ msecs: Date.now(), random: Buffer.from(hashSecret(wish), 'hex').subarray(0, 16) });
}

/** The condition for the grant that a person has to a note which the same form has made within a day. */
export const isOfSameForm = ({ user }: Actor, id: string) =>
  and(
    eq(grants.subject, userSubject(user.id)),
    eq(grants.kind, 'note'),
    gt(grants.object, uuid({ msecs: Date.now() - DAY_MS, random: new Uint8Array(16) })),
    sql`substr(${grants.object}, ${AFTER_TIME + 1}) = ${id.slice(AFTER_TIME)}`,
  );

/** That note, and whether it was changed since; null when there is none. */
export async function findOfSameForm(viewer: Actor, id: string) {
  const [note] = await db()
    .select({ id: notes.id, revision: notes.revision })
    .from(grants)
    .innerJoin(notes, eq(notes.id, grants.object))
    .where(isOfSameForm(viewer, id))
    .limit(1);
  return note
    ? { id: note.id, how: note.revision > 1 ? ('changed' as const) : ('before' as const) }
    : null;
}
