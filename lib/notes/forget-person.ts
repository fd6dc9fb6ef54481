import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants, notes } from '#drizzle/schema';
import { forgetSubject, mailboxSubject, objectsOf, userSubject } from '#lib/authorization/grants';
import type { Write } from '#lib/db/transaction';

/**
 * The writes that leave nothing of a person in the notes: what they own goes with every share of it, and
 * so does what was shared with them or waits for their address.
 */
export function forgetPerson({ id, email }: { id: string; email: string }): Write {
  const subject = userSubject(id);
  const own = objectsOf(subject, 'note', ['owner']);
  return [
    (tx) => tx.delete(notes).where(inArray(notes.id, own)),
    (tx) => tx.delete(grants).where(and(eq(grants.kind, 'note'), inArray(grants.object, own))),
    forgetSubject(subject),
    forgetSubject(mailboxSubject(email)),
  ];
}
