import 'server-only';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { consents } from '#drizzle/schema/consents';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';

/** Up to so many are counted. */
export const MOST_COUNTED = 1_000;

/**
 * The people by whom a program is let in, by their ids, at most `limit`, beginning after an id: those who have a session
 * of it that is not over by its time, and those that it need not ask again. `next` is null on the last page.
 */
export async function peopleOfClient(clientId: string, asked: { limit: number; after: string }) {
  const ids = await idsOfPeople(clientId, { ...asked, limit: asked.limit + 1 });
  const page = ids.slice(0, asked.limit);
  const people = await db()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(inArray(users.id, page))
    .orderBy(asc(users.id))
    .limit(asked.limit);
  return { people, next: ids.length > asked.limit ? (page.at(-1) ?? null) : null };
}

/** How many they are; one more than `MOST_COUNTED` stands for any number above it. */
export const countPeople = async (clientId: string): Promise<number> =>
  (await idsOfPeople(clientId, { limit: MOST_COUNTED + 1, after: '' })).length;

/** Each of the two in the order of an index, so that neither is read further than the page. */
async function idsOfPeople(clientId: string, { limit, after }: { limit: number; after: string }) {
  const [inside, allowed] = await Promise.all([
    db()
      .selectDistinct({ id: sessions.userId })
      .from(sessions)
      .where(
        and(
          eq(sessions.clientId, clientId),
          gt(sessions.userId, after),
          gt(sessions.expiresAt, new Date()),
        ),
      )
      .orderBy(asc(sessions.userId))
      .limit(limit),
    db()
      .select({ id: consents.userId })
      .from(consents)
      .where(and(eq(consents.clientId, clientId), gt(consents.userId, after)))
      .orderBy(asc(consents.userId))
      .limit(limit),
  ]);
  const ids = new Set([...inside, ...allowed].map(({ id }) => id));
  return [...ids].sort().slice(0, limit);
}
