import 'server-only';
import { and, asc, eq, gt } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { canonicalEmail } from '#lib/accounts/fields';
import { type Admin, permitted } from '#lib/admin/actor';
import { isOfStaff, type PeopleFilter } from '#lib/admin/people/filter';
import { shownOf } from '#lib/admin/people/shown';
import { askedOfMembers } from '#lib/admin/people/staff-factors';
import {
  BEGIN,
  byAddress,
  byName,
  endOf,
  havingWithin,
  isLookedThrough,
  ofStaff,
  type PeopleAsked,
  type PlaceOfPerson,
  readStretch,
  type Sought,
  type Stretch,
} from '#lib/admin/people/stretch';
import { db } from '#lib/db/client';
import { comparable } from '#lib/text';

type List = PeopleFilter & {
  /** What stands in the address or the name; everybody when empty. */
  search?: string;
  limit: number;
  /** The `next` of the page before. */
  after?: string;
};

const LONGEST = 254;
// An address has no colon, so nothing that begins like these is one.
const BY_NAME = /^name:([0-9a-f-]{36}):(.*)$/su;
const WITHIN = /^in:(.*)$/su;

/** A stretch of the list, and how a place in it is written. */
type Part = { read: (from: PlaceOfPerson) => Stretch; write: (place: PlaceOfPerson) => string };

const inAddress: Part['write'] = ({ email }) => email;
const inNames: Part['write'] = ({ id, name }) => `name:${id}:${name}`;
const inAll: Part['write'] = ({ email }) => `in:${email}`;

/**
 * People with an account, at most `limit`. First those whose address begins with what is searched for, by address, then
 * those whose name does, by name, then those that have it within, by address; each part from where the page before ended.
 * For a filter, and for what stands within, people are looked at one by one, and so many for a page: where that is over
 * before the page is full, `isPart` says so. `next` is where the following page begins, null on the last. What is searched
 * for is only ever compared: no letter of it means anything. Of staff it says nothing of a second factor, but to those who
 * may know.
 */
export async function listUsers(by: Admin, { search = '', limit, after = '', ...filter }: List) {
  const text = comparable(search.slice(0, LONGEST));
  const sought = { address: canonicalEmail(search) ?? text, name: text };
  const isPermitted = and(permitted(by, 'account:list', users.id), askedOfMembers(by, filter));
  const asked = { sought, filter, isPermitted };
  const { found, next, isPart } = await readParts(partsFrom(after, sought, filter), asked, limit);
  return {
    users: await shownOf(
      by,
      found.map(({ id }) => id),
    ),
    next,
    isPart,
  };
}

/** What of the list comes from a place on: in the first part after it, in the others all. */
function partsFrom(after: string, sought: Sought, { role }: PeopleFilter): [Part, PlaceOfPerson][] {
  const [, email = ''] = after.match(WITHIN) ?? [];
  const [, id = '', name = ''] = after.match(BY_NAME) ?? [];
  const place = { ...BEGIN, email };
  if (isOfStaff(role)) return [[{ read: (from) => ofStaff(role, from), write: inAll }, place]];
  const all: Part = { read: havingWithin, write: inAll };
  if (WITHIN.test(after)) return sought.name ? [[all, place]] : [];
  const names: Part = { read: (from) => byName(sought, from), write: inNames };
  const addresses: Part = { read: (from) => byAddress(sought, from), write: inAddress };
  const others: [Part, PlaceOfPerson][] = sought.name
    ? [
        [names, { ...BEGIN, id, name }],
        [all, BEGIN],
      ]
    : [];
  return id ? others : [[addresses, { ...BEGIN, email: after }], ...others];
}

type Found = { found: PlaceOfPerson[]; next: string | null; isPart: boolean };

async function readParts(
  parts: [Part, PlaceOfPerson][],
  asked: PeopleAsked,
  limit: number,
): Promise<Found> {
  const found: (PlaceOfPerson & { written: string })[] = [];
  for (const [{ read, write }, from] of parts) {
    const stretch = read(from);
    const more = await readStretch(stretch, asked, limit + 1 - found.length);
    found.push(...more.map((place) => ({ ...place, written: write(place) })));
    if (found.length > limit)
      return {
        found: found.slice(0, limit),
        next: found[limit - 1]?.written ?? null,
        isPart: false,
      };
    const end = isLookedThrough(stretch, asked) ? await endOf(stretch) : null;
    if (end) return { found, next: write(end), isPart: true };
  }
  return { found, next: null, isPart: false };
}

/** Those who administer, by address, for the operator: at most `limit`, beginning after an address. */
export async function listAdministrators({ limit, after }: { limit: number; after: string }) {
  const rows = await db()
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      createdAt: users.createdAt,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
    })
    .from(users)
    .where(and(eq(users.role, 'administrator'), gt(users.email, after)))
    .orderBy(asc(users.email))
    .limit(limit + 1);
  const found = rows.slice(0, limit);
  return { users: found, next: rows.length > limit ? (found.at(-1)?.email ?? null) : null };
}
