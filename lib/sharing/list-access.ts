import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { can } from '#lib/authorization/can';
import { listGrants, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { inOrder, type PageRequest, pageOf } from '#lib/pages';
import { type Actor, actOn, type Thing } from '#lib/things/access';

/** One who has access, as everybody with access sees them. */
export type Access = {
  /** The owner’s own; for everybody else the one it was given to, whatever became of that. */
  address: string;
  relation: string;
  /** They made it, it was shared with them, or they took it over from its owner. */
  how: 'made' | 'shared' | 'took over';
  /** Who gave it to them; null when they made it, or when the giver has no access any more. */
  by: string | null;
  at: Date;
  isViewer: boolean;
  isOffered: boolean;
};

/**
 * Who has access to a thing and how they got it, the owner first; null when the viewer may not read it. It
 * says nothing of whether an address has an account, nor whose it is.
 */
export async function listAccess(viewer: Actor, thing: Thing): Promise<Access[] | null> {
  if (!(await can(viewer, actOn(thing.of, 'read'), thing.id))) return null;
  const rows = await listGrants(thing.of.kind, thing.id);
  const owner = rows.find(({ relation }) => relation === 'owner');
  const [account] = owner
    ? await db()
        .select({ email: users.email })
        .from(users)
        .where(eq(users.id, owner.subject.slice(userSubject('').length)))
    : [];
  const addresses = new Map(rows.map((row) => [row.subject, row.address]));
  if (owner && account) addresses.set(owner.subject, account.email);

  const listed = rows.map((row) => ({
    address: addresses.get(row.subject) ?? row.address,
    relation: row.relation,
    how: howOf(row),
    by: row.grantedBy ? (addresses.get(userSubject(row.grantedBy)) ?? null) : null,
    at: row.createdAt,
    isViewer: row.subject === userSubject(viewer.user.id),
    isOffered: row.offeredAt !== null,
  }));
  return listed.sort((a, b) => Number(b.relation === 'owner') - Number(a.relation === 'owner'));
}

/** One page of them, the owner first. */
export function pageOfAccess(people: Access[], asked: PageRequest = {}) {
  const { rows, next } = pageOf(people, keyOfAccess, asked);
  return { people: rows, next };
}

const keyOfAccess = ({ relation, at, address }: Access) =>
  `${relation === 'owner' ? 0 : 1}.${inOrder(at)}.${address}.${relation}`;

function howOf({ relation, grantedBy }: { relation: string; grantedBy: string | null }) {
  if (!grantedBy) return 'made' as const;
  return relation === 'owner' ? ('took over' as const) : ('shared' as const);
}
