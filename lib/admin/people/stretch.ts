import 'server-only';
import { and, asc, eq, gt, gte, lt, not, or, type SQL, sql } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { contains, fits, isOfStaff, type PeopleFilter } from '#lib/admin/people/filter';
import { PEOPLE_LOOKED_AT } from '#lib/admin/people/looked-at';
import { db } from '#lib/db/client';
import { withoutIndex } from '#lib/db/engine';

/**
 * Comes after everything that begins with the same letters: a beginning is a range, which the index answers.
 * A pattern would give letters a meaning.
 */
const END = '\u{10ffff}';

/** What is searched for, as it is compared with addresses and with names; both are empty for everybody. */
export type Sought = { address: string; name: string };

/** Where a stretch is read from; empty at its begin. */
export type PlaceOfPerson = { email: string; id: string; name: string };
export const BEGIN: PlaceOfPerson = { email: '', id: '', name: '' };

/** People in the order of one index: which of them it reads, and from which place on. */
export type Stretch = { order: SQL[]; where: SQL | undefined; isScanned: boolean };

/** Those whose address begins so, by address. */
export const byAddress = ({ address }: Sought, { email }: PlaceOfPerson): Stretch => ({
  order: [asc(users.email)],
  // One lower bound, so that the index begins where the page does.
  where: and(
    email.startsWith(address) ? gt(users.email, email) : gte(users.email, address),
    lt(users.email, address + END),
  ),
  isScanned: false,
});

/** Those whose name does and whose address does not, by name. */
export const byName = ({ address, name }: Sought, place: PlaceOfPerson): Stretch => ({
  order: [asc(users.searchName), asc(users.id)],
  where: and(
    place.name.startsWith(name)
      ? sql`(${users.searchName}, ${users.id}) > (${place.name}, ${place.id})`
      : gte(users.searchName, name),
    lt(users.searchName, name + END),
    or(lt(users.email, address), gte(users.email, address + END)),
  ),
  isScanned: false,
});

/** All others, by address: those that have it within are found by looking. */
export const havingWithin = ({ email }: PlaceOfPerson): Stretch => ({
  order: [asc(users.email)],
  where: gt(users.email, email),
  isScanned: true,
});

/** Staff of a role, by address: an index leads to them, whatever is searched for. */
export const ofStaff = (role: 'support' | 'administrator', { email }: PlaceOfPerson): Stretch => ({
  order: [asc(sql`${withoutIndex(users.email)}`)],
  // One of two words of ours: how few they are is known by it.
  where: and(
    eq(users.role, sql.raw(role === 'support' ? "'support'" : "'administrator'")),
    gt(withoutIndex(users.email), email),
  ),
  isScanned: true,
});

export type PeopleAsked = { sought: Sought; filter: PeopleFilter; isPermitted: SQL | undefined };

const keys = { id: users.id, email: users.email, name: users.searchName };

/** Where those stand that fit, at most `limit`, among the next so many of a stretch that are looked at. */
export async function readStretch(
  stretch: Stretch,
  asked: PeopleAsked,
  limit: number,
): Promise<PlaceOfPerson[]> {
  const { where, order } = stretch;
  const condition = conditionOf(stretch, asked);
  if (!condition)
    return db()
      .select(keys)
      .from(users)
      .where(and(where, asked.isPermitted))
      .orderBy(...order)
      .limit(limit);
  // By the name of the table, so that the conditions mean those that are looked at.
  const looked = db()
    .select()
    .from(users)
    .where(where)
    .orderBy(...order)
    .limit(PEOPLE_LOOKED_AT)
    .as('users');
  return db()
    .select(keys)
    .from(looked)
    .where(and(condition, asked.isPermitted))
    .orderBy(...order)
    .limit(limit);
}

/** What has to be so of those that are looked at; undefined where all are meant. */
function conditionOf({ isScanned }: Stretch, { sought, filter }: PeopleAsked): SQL | undefined {
  if (!isScanned || !sought.name) return fits(filter);
  const found = and(fits(filter), contains(sought.address, sought.name));
  // Others were listed by their beginning already.
  return isOfStaff(filter.role) ? found : and(found, not(beginsSo(sought)));
}

const beginsSo = ({ address, name }: Sought) =>
  or(
    and(gte(users.email, address), lt(users.email, address + END)),
    and(gte(users.searchName, name), lt(users.searchName, name + END)),
  ) as SQL;

/** Whether a page of this may end before the stretch does, because so many were looked at. */
export const isLookedThrough = (stretch: Stretch, asked: PeopleAsked): boolean =>
  conditionOf(stretch, asked) !== undefined;

/** The last of those that are looked at, where there are more; null where the stretch ends before. */
export async function endOf({ where, order }: Stretch): Promise<PlaceOfPerson | null> {
  const [last] = await db()
    .select(keys)
    .from(users)
    .where(where)
    .orderBy(...order)
    .limit(1)
    .offset(PEOPLE_LOOKED_AT - 1);
  return last ?? null;
}
