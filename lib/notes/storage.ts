import 'server-only';
import { and, eq, lte, or, type SQL, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { users } from '#drizzle/schema/users';
import { userIn } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { byteLength } from '#lib/db/engine';
import { expectRow, type Tx } from '#lib/db/transaction';
import { env } from '#lib/env';
import type { Actor } from '#lib/notes/access';

const MB = 1_000_000;

/** How much the notes of one account may take up: bytes of UTF-8 in titles and texts. A megabyte is 10⁶ bytes. */
export const quotaBytes = () => env().STORAGE_QUOTA_MB * MB;

const bytesOf = ({ title, text }: { title: string; text: string }) =>
  Buffer.byteLength(title) + Buffer.byteLength(text);

/** The same of the note that stands in the row. */
const storedBytes = sql<number>`(${byteLength(notes.title)} + ${byteLength(notes.text)})`;
const bytesNow = (id: string) =>
  sql<number>`(${sql`select ${storedBytes} from ${notes} where ${notes.id} = ${id}`})`;

/** The account that owns a note, in which it counts. */
const ownerOf = (id: string) =>
  sql`(${sql`select ${userIn(grants.subject)} from ${grants} where ${grants.kind} = 'note' and ${grants.object} = ${id} and ${grants.relation} = 'owner'`})`;

/**
 * The write that counts a new note in the account it will belong to. It has to find room: else everything beside
 * it in `transaction` is undone. One statement asks and counts, so that of many at the same time none gets past.
 */
export const countNew = (userId: string, note: { title: string; text: string }) =>
  add(eq(users.id, userId), sql`${bytesOf(note)}`);

/** The same for an edit by anybody: it counts in the account of the owner. Making a note shorter always fits. */
export const countEdit = (id: string, note: { title: string; text: string }) =>
  add(sql`${users.id} = ${ownerOf(id)}`, sql`${bytesOf(note)} - ${bytesNow(id)}`);

/** The same for a note that changes hands: before it does, in the account of its next owner. */
export const countTakenOver = (userId: string, id: string) =>
  add(eq(users.id, userId), bytesNow(id));

/** The write that counts a note no more in the account of its owner: before it goes, or changes hands. */
export const countGone = (id: string) => (tx: Tx) =>
  tx
    .update(users)
    .set({ storedBytes: sql`${users.storedBytes} - ${bytesNow(id)}` })
    .where(sql`${users.id} = ${ownerOf(id)}`);

function add(whose: SQL, bytes: SQL) {
  const after = sql`${users.storedBytes} + ${bytes}`;
  const fits = or(lte(after, quotaBytes()), sql`${bytes} <= 0`);
  return expectRow((tx) => tx.update(users).set({ storedBytes: after }).where(and(whose, fits)));
}

/** How many bytes the viewer’s notes take up. */
export async function usedBytes({ user }: Actor): Promise<number> {
  const [row] = await db()
    .select({ used: users.storedBytes })
    .from(users)
    .where(eq(users.id, user.id));
  return row?.used ?? 0;
}

/** Whether a note of somebody else would fit into the viewer’s account. */
export async function hasRoomFor(viewer: Actor, id: string): Promise<boolean> {
  const [note] = await db().select({ bytes: storedBytes }).from(notes).where(eq(notes.id, id));
  return (await usedBytes(viewer)) + (note?.bytes ?? 0) <= quotaBytes();
}
