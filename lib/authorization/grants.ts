import 'server-only';
import { type AnyColumn, and, asc, eq, exists, inArray, notExists, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { aliasOf, type Table } from '#lib/db/engine';
import type { Tx, Write } from '#lib/db/transaction';

export const userSubject = (userId: string) => `user:${userId}`;
/** The id of the user in such a subject, for a query. */
export const userIn = (subject: AnyColumn) =>
  sql`substr(${subject}, ${sql.raw(String(userSubject('').length + 1))})`;
/** The person who proves this mailbox first; `claimMailbox` makes it a person’s. */
export const mailboxSubject = (email: string) => `mailbox:${email}`;

type Grant = {
  subject: string;
  relation: string;
  kind: string;
  object: string;
  /** What others are shown of the subject. */
  address: string;
  grantedBy: string | null;
};

/** The write that grants: the subject has this relation to the object from now on, in place of any other. */
export const grant = (given: Grant) => (tx: Tx) =>
  tx
    .insert(grants)
    .values({ ...given, createdAt: new Date() })
    .onConflictDoUpdate({
      target: [grants.subject, grants.kind, grants.object],
      set: { relation: given.relation, address: given.address },
    });

/** The write that takes every grant to an object away, with the object itself. */
export const forgetObject = (kind: string, object: string) => (tx: Tx) =>
  tx.delete(grants).where(and(eq(grants.kind, kind), eq(grants.object, object)));

/**
 * The writes that delete every thing of a kind that a person owns, and every grant to one: when the account goes.
 * Give them to `transaction` before `forgetSubject`.
 */
export function forgetOwned(
  kind: string,
  things: Table & { id: AnyColumn },
  userId: string,
): Write {
  const own = objectsOf(userSubject(userId), kind, ['owner']);
  return [
    (tx) => tx.delete(things).where(inArray(things.id, own)),
    (tx) => tx.delete(grants).where(and(eq(grants.kind, kind), inArray(grants.object, own))),
  ];
}

/** The write that takes every grant of a subject away. */
export const forgetSubject = (subject: string) => (tx: Tx) =>
  tx.delete(grants).where(eq(grants.subject, subject));

/**
 * The write that gives what waits for a mailbox to the user who has just proven it. Where the user has
 * another grant to the same object already, that one stays, and so does what waits: nobody who sees both
 * addresses learns that they are one person’s.
 */
export function claimMailbox(userId: string, email: string) {
  const subject = userSubject(userId);
  const own = aliasOf(grants, 'own');
  const has = db()
    .select({ one: sql`1` })
    .from(own)
    .where(and(eq(own.subject, subject), eq(own.kind, grants.kind), eq(own.object, grants.object)));
  return (tx: Tx) =>
    tx
      .update(grants)
      .set({ subject })
      .where(and(eq(grants.subject, mailboxSubject(email)), notExists(has)));
}

/**
 * The same for one object and every mailbox that it waits for: what was given to an address becomes that of the user
 * who has proven it. Give it to `transaction` after every write that gives to an address or takes from one.
 */
export const claimObject = (kind: string, object: string) => (tx: Tx) => {
  const own = aliasOf(grants, 'own');
  const has = tx
    .select({ one: sql`1` })
    .from(own)
    .where(
      and(
        eq(own.subject, sql`'user:' || ${users.id}`),
        eq(own.kind, grants.kind),
        eq(own.object, grants.object),
      ),
    );
  const proven = tx
    .select({ subject: sql`'user:' || ${users.id}` })
    .from(users)
    .where(and(eq(users.email, grants.address), notExists(has)));
  return tx
    .update(grants)
    .set({ subject: sql`(${proven})` })
    .where(
      and(
        eq(grants.kind, kind),
        eq(grants.object, object),
        eq(grants.subject, sql`'mailbox:' || ${grants.address}`),
        exists(proven),
      ),
    );
};

/** More than anything can be shared with. */
const MOST = 1000;

/**
 * Who has access to an object, and how they got it, in the order in which they did. The caller checks that the reader
 * may see it. Of the same moment by address: by subject, those without an account would always come first.
 */
export const listGrants = (kind: string, object: string) =>
  db()
    .select({
      subject: grants.subject,
      relation: grants.relation,
      address: grants.address,
      grantedBy: grants.grantedBy,
      createdAt: grants.createdAt,
      offeredAt: grants.offeredAt,
    })
    .from(grants)
    .where(and(eq(grants.kind, kind), eq(grants.object, object)))
    .orderBy(asc(grants.createdAt), asc(grants.address))
    .limit(MOST);

/** Which objects of a kind a subject has one of these relations to, as a query for another. */
const objectsOf = (subject: string, kind: string, relations: string[]) =>
  db()
    .select({ object: grants.object })
    .from(grants)
    .where(
      and(eq(grants.subject, subject), eq(grants.kind, kind), inArray(grants.relation, relations)),
    );
