import 'server-only';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { grants, notes } from '#drizzle/schema';
import { mailboxSubject, objectsOf, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';

/**
 * What is held about a person in the notes: those they own, whole; whom they shared which with; and what was
 * shared with them or waits for their address. Of the notes of others, not what is in them.
 */
export async function exportNotes({ id, email }: { id: string; email: string }) {
  const own = objectsOf(db(), userSubject(id), 'note', ['owner']);
  const share = {
    note: grants.object,
    role: grants.relation,
    address: grants.address,
    createdAt: grants.createdAt,
    offeredAt: grants.offeredAt,
  };
  return {
    notes: await db().select().from(notes).where(inArray(notes.id, own)),
    sharesGiven: await db()
      .select(share)
      .from(grants)
      .where(
        and(eq(grants.kind, 'note'), inArray(grants.object, own), ne(grants.relation, 'owner')),
      ),
    sharesReceived: await db()
      .select(share)
      .from(grants)
      .where(
        and(
          inArray(grants.subject, [userSubject(id), mailboxSubject(email)]),
          eq(grants.kind, 'note'),
          ne(grants.relation, 'owner'),
        ),
      ),
  };
}
