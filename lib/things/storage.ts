import 'server-only';
import { and, eq, lte, or, type SQL, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { userIn } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { byteLength } from '#lib/db/engine';
import { expectRow, type Tx } from '#lib/db/transaction';
import { env } from '#lib/env';
import type { ThingResource } from '#lib/resource';
import type { Actor, Thing } from '#lib/things/access';
import { filledIn } from '#lib/things/columns';

const MB = 1_000_000;

/** How much the things of one account may take up: bytes of UTF-8 in what was filled in. A megabyte is 10⁶ bytes. */
export const quotaBytes = () => env().STORAGE_QUOTA_MB * MB;

type Values = Record<string, string>;

const bytesOf = ({ fields }: ThingResource, values: Values) =>
  Object.keys(fields).reduce((sum, name) => sum + Buffer.byteLength(values[name] ?? ''), 0);

/** The same of the thing that stands in the row. */
const storedBytes = (of: ThingResource) =>
  sql<number>`(${sql.join(filledIn(of).map(byteLength), sql` + `)})`;
const bytesNow = ({ of, id }: Thing) =>
  sql<number>`(${sql`select ${storedBytes(of)} from ${of.table} where ${of.table.id} = ${id}`})`;

/** The account that owns a thing, in which it counts. */
const ownerOf = ({ of, id }: Thing) =>
  sql`(${sql`select ${userIn(grants.subject)} from ${grants} where ${grants.kind} = ${of.kind} and ${grants.object} = ${id} and ${grants.relation} = 'owner'`})`;

/**
 * The write that counts a new thing in the account it will belong to. It has to find room: else everything beside
 * it in `transaction` is undone. One statement asks and counts, so that of many at the same time none gets past.
 */
export const countNew = (userId: string, of: ThingResource, values: Values) =>
  add(eq(users.id, userId), sql`${bytesOf(of, values)}`);

/** The same for an edit by anybody: it counts in the account of the owner. Making a thing shorter always fits. */
export const countEdit = (thing: Thing, values: Values) =>
  add(sql`${users.id} = ${ownerOf(thing)}`, sql`${bytesOf(thing.of, values)} - ${bytesNow(thing)}`);

/** The same for a thing that changes hands: before it does, in the account of its next owner. */
export const countTakenOver = (userId: string, thing: Thing) =>
  add(eq(users.id, userId), bytesNow(thing));

/** The write that counts a thing no more in the account of its owner: before it goes, or changes hands. */
export const countGone = (thing: Thing) => (tx: Tx) =>
  tx
    .update(users)
    .set({ storedBytes: sql`${users.storedBytes} - ${bytesNow(thing)}` })
    .where(sql`${users.id} = ${ownerOf(thing)}`);

function add(whose: SQL, bytes: SQL) {
  const after = sql`${users.storedBytes} + ${bytes}`;
  const fits = or(lte(after, quotaBytes()), sql`${bytes} <= 0`);
  return expectRow((tx) => tx.update(users).set({ storedBytes: after }).where(and(whose, fits)));
}

/** How many bytes the viewer’s things take up. */
export async function usedBytes({ user }: Actor): Promise<number> {
  const [row] = await db()
    .select({ used: users.storedBytes })
    .from(users)
    .where(eq(users.id, user.id));
  return row?.used ?? 0;
}

/** Whether a thing of somebody else would fit into the viewer’s account. */
export async function hasRoomFor(viewer: Actor, { of, id }: Thing): Promise<boolean> {
  const { table } = of;
  const [thing] = await db()
    .select({ bytes: storedBytes(of) })
    .from(table)
    .where(eq(table.id, id));
  return (await usedBytes(viewer)) + (thing?.bytes ?? 0) <= quotaBytes();
}
