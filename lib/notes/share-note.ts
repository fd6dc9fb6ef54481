import 'server-only';
import { and, count, eq, lt, notExists, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { claimObject, mailboxSubject } from '#lib/authorization/grants';
import { mailboxOf } from '#lib/codes/mail-budget';
import { db } from '#lib/db/client';
import { ONE_ROW, selectedNumber } from '#lib/db/engine';
import { expectRow, type Tx, transaction } from '#lib/db/transaction';
import { byPerson } from '#lib/limits/person';
import { type Limit, take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import type { Actor } from '#lib/notes/access';
import { auditNote, guardNote, shareWhere } from '#lib/notes/access';
import type { RoleToGive } from '#lib/notes/fields';
import { shareByUser, shareMailByGiver, shareMailByRecipient } from '#lib/notes/limits';
import { noteSharedMail } from '#lib/notes/mails';
import { markOf } from '#lib/notes/mark';
import { fail, ok, type Result } from '#lib/result';

/** The owner and this many others. */
export const MAX_SHARES = 100;

export type ShareFailure = 'not_allowed' | 'own_address' | 'too_many_people' | 'too_many_attempts';

/**
 * Gives the person with this mailbox a role in a note, and tells the mailbox. Whether it has an account makes
 * no difference to anything the giver sees; without one it waits until somebody proves the mailbox. An
 * address that is in the list already gets the other role. Past the limit of mails to one address it is
 * shared without a mail, which looks the same.
 */
export async function shareNote(
  viewer: Actor,
  id: string,
  { email, role }: { email: string; role: RoleToGive },
): Promise<Result<null, ShareFailure>> {
  if (!(await can(viewer, 'note:share', id))) return fail('not_allowed');
  if (email === viewer.user.email) return fail('own_address');
  const throttled = await take(byPerson(shareByUser, viewer));
  if (throttled) return fail('too_many_attempts', throttled);

  const [known] = await db()
    .select({ role: grants.relation })
    .from(grants)
    .where(shareWhere(id, email));
  const isMailed = !known && !(await take(mailLimits(viewer, email)));
  const mail = isMailed && (await post(email, noteSharedMail(viewer.user.email)));
  const isDone = await transaction(
    guardNote(viewer, 'note:share', id),
    giveAnew(viewer, id, { email, role }),
    expectRow((tx) => tx.update(grants).set({ relation: role }).where(shareWhere(id, email))),
    claimObject('note', id),
    auditNote(
      viewer,
      'privilege_permissions_changed',
      id,
      detailOf('note_shared', { role, person: markOf(id, email) }),
    ),
    mail,
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:share', id)) ? 'too_many_people' : 'not_allowed');
}

/** One giver cannot use up what lets the others tell the same mailbox. */
function mailLimits({ user }: Actor, email: string): Limit[] {
  const mailbox = mailboxOf(email);
  return [
    [shareMailByGiver, `${user.id} ${mailbox}`],
    [shareMailByRecipient, mailbox],
  ];
}

/** A row for the address, waiting for its mailbox, unless there is one or the list is full. */
function giveAnew(
  { user }: Actor,
  id: string,
  { email, role }: { email: string; role: RoleToGive },
) {
  const listed = db().select({ one: sql`1` }).from(grants).where(shareWhere(id, email));
  const people = db()
    .select({ count: count() })
    .from(grants)
    .where(and(eq(grants.kind, 'note'), eq(grants.object, id)));
  const row = db()
    .select({
      subject: sql<string>`${mailboxSubject(email)}`.as('subject'),
      relation: sql<string>`${role}`.as('relation'),
      kind: sql<string>`'note'`.as('kind'),
      object: sql<string>`${id}`.as('object'),
      address: sql<string>`${email}`.as('address'),
      grantedBy: sql<string>`${user.id}`.as('granted_by'),
      createdAt: selectedNumber(Date.now()).as('created_at'),
      offeredAt: selectedNumber<null>(null).as('offered_at'),
    })
    .from(ONE_ROW)
    .where(and(notExists(listed), lt(sql`(${people})`, MAX_SHARES + 1)));
  return (tx: Tx) =>
    tx
      .insert(grants)
      .select(row as never)
      .onConflictDoNothing();
}
