import 'server-only';
import { and, asc, eq, gt, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { canonicalEmail, searchNameOf } from '#lib/accounts/fields';
import { type Admin, permitted } from '#lib/admin/actor';
import { db } from '#lib/db/client';
import { comparable } from '#lib/text';

type Asked = {
  /** What the address or the name begins with; everybody when empty. */
  search?: string;
  limit: number;
  /** The `next` of the page before. */
  after?: string;
};

const shown = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  createdAt: users.createdAt,
  disabledAt: users.disabledAt,
  disabledUntil: users.disabledUntil,
};

/**
 * Comes after everything that begins with the same letters: a beginning is a range, which the index answers.
 * A pattern would give letters a meaning.
 */
const END = '\u{10ffff}';
const LONGEST = 254;
// An address has no colon, so nothing that begins like this is one.
const BY_NAME = /^name:([0-9a-f-]{36}):(.*)$/su;

/**
 * People with an account, at most `limit`. First those whose address begins with what is searched for, by
 * address, then those whose name does, by name; read by the indexes from where the page before ended.
 * `next` is where the following page begins, null on the last. What is searched for is only ever compared:
 * no letter of it means anything.
 */
export async function listUsers(by: Admin, { search = '', limit, after = '' }: Asked) {
  const isPermitted = permitted(by, 'account:list', users.id);
  const sought = comparable(search.slice(0, LONGEST));
  const [, id = '', name = ''] = after.match(BY_NAME) ?? [];
  const byAddress = id
    ? []
    : await listByAddress(canonicalEmail(search) ?? sought, limit + 1, after, isPermitted);
  const left = limit + 1 - byAddress.length;
  const byName =
    sought && left > 0 ? await listByName(sought, left, { id, name }, isPermitted) : [];
  const rows = [...byAddress, ...byName];
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const isByName = limit > byAddress.length;
  const next = last && (isByName ? `name:${last.id}:${searchNameOf(last.name)}` : last.email);
  return { users: rows.slice(0, limit), next: next ?? null };
}

const listByAddress = (sought: string, limit: number, after: string, isPermitted?: SQL) =>
  db()
    .select(shown)
    .from(users)
    .where(
      and(
        // One lower bound, so that the index begins where the page does.
        after.startsWith(sought) ? gt(users.email, after) : gte(users.email, sought),
        lt(users.email, sought + END),
        isPermitted,
      ),
    )
    .orderBy(asc(users.email))
    .limit(limit);

const listByName = (
  sought: string,
  limit: number,
  after: { id: string; name: string },
  isPermitted?: SQL,
) =>
  db()
    .select(shown)
    .from(users)
    .where(
      and(
        after.name.startsWith(sought)
          ? sql`(${users.searchName}, ${users.id}) > (${after.name}, ${after.id})`
          : gte(users.searchName, sought),
        lt(users.searchName, sought + END),
        // Those were listed by their address already.
        or(lt(users.email, sought), gte(users.email, sought + END)),
        isPermitted,
      ),
    )
    .orderBy(asc(users.searchName), asc(users.id))
    .limit(limit);

/** Those who administer, by address, for the operator: at most `limit`, beginning after an address. */
export async function listAdministrators({ limit, after }: { limit: number; after: string }) {
  const rows = await db()
    .select(shown)
    .from(users)
    .where(and(eq(users.role, 'administrator'), gt(users.email, after)))
    .orderBy(asc(users.email))
    .limit(limit + 1);
  const found = rows.slice(0, limit);
  return { users: found, next: rows.length > limit ? (found.at(-1)?.email ?? null) : null };
}
