import 'server-only';
import { and, count, lt, notExists, sql } from 'drizzle-orm';
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
import { fail, ok, type Result } from '#lib/result';
import { ofThing, shareWhere } from '#lib/sharing/access';
import { shareByUser, shareMailByGiver, shareMailByRecipient } from '#lib/sharing/limits';
import { sharedMail } from '#lib/sharing/mails';
import { markOf } from '#lib/sharing/mark';
import { type Actor, actOn, auditThing, guardThing, type Thing } from '#lib/things/access';

/** The owner and this many others. */
export const MAX_SHARES = 100;

export type ShareFailure = 'not_allowed' | 'own_address' | 'too_many_people' | 'too_many_attempts';

/**
 * Gives the person with this mailbox a role in a thing, and tells the mailbox. Whether it has an account makes
 * no difference to anything the giver sees; without one it waits until somebody proves the mailbox. An
 * address that is in the list already gets the other role. Past the limit of mails to one address it is
 * shared without a mail, which looks the same.
 */
export async function shareThing(
  viewer: Actor,
  thing: Thing,
  { email, role }: { email: string; role: string },
): Promise<Result<null, ShareFailure>> {
  const mayShare = () => can(viewer, actOn(thing.of, 'share'), thing.id);
  if (!(await mayShare())) return fail('not_allowed');
  if (email === viewer.user.email) return fail('own_address');
  const throttled = await take(byPerson(shareByUser, viewer));
  if (throttled) return fail('too_many_attempts', throttled);

  const [known] = await db()
    .select({ role: grants.relation })
    .from(grants)
    .where(shareWhere(thing, email));
  const isMailed = !known && !(await take(mailLimits(viewer, email)));
  const mail = isMailed && (await post(email, sharedMail(thing.of, viewer.user.email)));
  const isDone = await transaction(
    guardThing(viewer, 'share', thing),
    giveAnew(viewer, thing, { email, role }),
    expectRow((tx) => tx.update(grants).set({ relation: role }).where(shareWhere(thing, email))),
    claimObject(thing.of.kind, thing.id),
    auditThing(
      viewer,
      'privilege_permissions_changed',
      thing,
      detailOf('thing_shared', { role, person: markOf(thing.id, email) }),
    ),
    mail,
  );
  if (isDone) return ok(null);
  return fail((await mayShare()) ? 'too_many_people' : 'not_allowed');
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
function giveAnew({ user }: Actor, thing: Thing, { email, role }: { email: string; role: string }) {
  const listed = db().select({ one: sql`1` }).from(grants).where(shareWhere(thing, email));
  const people = db().select({ count: count() }).from(grants).where(ofThing(thing));
  const row = db()
    .select({
      subject: sql<string>`${mailboxSubject(email)}`.as('subject'),
      relation: sql<string>`${role}`.as('relation'),
      kind: sql<string>`${thing.of.kind}`.as('kind'),
      object: sql<string>`${thing.id}`.as('object'),
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
