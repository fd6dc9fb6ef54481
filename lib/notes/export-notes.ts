import 'server-only';
import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { mailboxSubject, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { inSlices } from '#lib/db/slices';

type User = { id: string; email: string };

/** So few, for a note can be long and can have a hundred shares. */
const SLICE = 16;

const share = {
  note: grants.object,
  role: grants.relation,
  address: grants.address,
  createdAt: grants.createdAt,
  offeredAt: grants.offeredAt,
};

/** The grants of a subject after one, by the key of the table: filtered by relation only once they were read. */
const after = (subject: string, last: { object: string } | null) =>
  and(eq(grants.subject, subject), eq(grants.kind, 'note'), gt(grants.object, last?.object ?? ''));

/** The notes that a person owns, whole. Of the notes of others a person is given nothing to take along. */
export async function* notesOf({ id }: User) {
  const listed = inSlices(SLICE, (last: { object: string } | null) =>
    db()
      .select({ object: grants.object, note: notes })
      .from(grants)
      .leftJoin(notes, and(eq(notes.id, grants.object), eq(grants.relation, 'owner')))
      .where(after(userSubject(id), last))
      .orderBy(asc(grants.object))
      .limit(SLICE),
  );
  for await (const { note } of listed) if (note) yield note;
}

/** Whom a person shared their own notes with. */
export async function* sharesGivenBy({ id }: User) {
  const listed = inSlices(SLICE, (last: { object: string } | null) =>
    db()
      .select({ object: grants.object, relation: grants.relation })
      .from(grants)
      .where(after(userSubject(id), last))
      .orderBy(asc(grants.object))
      .limit(SLICE),
  );
  for await (const { object, relation } of listed)
    if (relation === 'owner') yield* await sharesOf(object);
}

/** At most as many as a note can have. */
const sharesOf = (note: string) =>
  db()
    .select(share)
    .from(grants)
    .where(and(eq(grants.kind, 'note'), eq(grants.object, note), ne(grants.relation, 'owner')));

/** What was shared with a person, or waits for their address. */
export async function* sharesReceivedBy({ id, email }: User) {
  for (const subject of [userSubject(id), mailboxSubject(email)]) {
    const listed = inSlices(SLICE, (last: { note: string } | null) =>
      db()
        .select(share)
        .from(grants)
        .where(after(subject, last && { object: last.note }))
        .orderBy(asc(grants.object))
        .limit(SLICE),
    );
    for await (const received of listed) if (received.role !== 'owner') yield received;
  }
}
