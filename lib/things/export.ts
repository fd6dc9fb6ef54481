import 'server-only';
import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { mailboxSubject, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { inSlices } from '#lib/db/slices';
import type { ThingResource } from '#lib/resource';

type User = { id: string; email: string };

/** So few, for a thing can be long and can have a hundred shares. */
const SLICE = 16;

const share = {
  object: grants.object,
  role: grants.relation,
  address: grants.address,
  createdAt: grants.createdAt,
  offeredAt: grants.offeredAt,
};

/** A share as it is told: which thing it is of stands under the name of its kind. */
const told = <Row extends { object: string }>({ kind }: ThingResource, row: Row) => {
  const { object, ...rest } = row;
  return { [kind]: object, ...rest };
};

/** The grants of a subject after one, by the key of the table: filtered by relation only once they were read. */
const after = ({ kind }: ThingResource, subject: string, last: { object: string } | null) =>
  and(eq(grants.subject, subject), eq(grants.kind, kind), gt(grants.object, last?.object ?? ''));

/** The things that a person owns, whole. Of the things of others a person is given nothing to take along. */
export async function* thingsOf(of: ThingResource, { id }: User) {
  const isOwn = and(eq(of.table.id, grants.object), eq(grants.relation, 'owner'));
  const listed = inSlices(SLICE, (last: { object: string } | null) =>
    db()
      .select({ object: grants.object, thing: of.table })
      .from(grants)
      .leftJoin(of.table, isOwn)
      .where(after(of, userSubject(id), last))
      .orderBy(asc(grants.object))
      .limit(SLICE),
  );
  for await (const { thing } of listed) if (thing) yield thing as object;
}

/** Whom a person shared their own things with. */
export async function* sharesGivenBy(of: ThingResource, { id }: User) {
  const listed = inSlices(SLICE, (last: { object: string } | null) =>
    db()
      .select({ object: grants.object, relation: grants.relation })
      .from(grants)
      .where(after(of, userSubject(id), last))
      .orderBy(asc(grants.object))
      .limit(SLICE),
  );
  for await (const { object, relation } of listed)
    if (relation === 'owner') for (const given of await sharesOf(of, object)) yield told(of, given);
}

/** At most as many as a thing can have. */
const sharesOf = ({ kind }: ThingResource, object: string) =>
  db()
    .select(share)
    .from(grants)
    .where(and(eq(grants.kind, kind), eq(grants.object, object), ne(grants.relation, 'owner')));

/** What was shared with a person, or waits for their address. */
export async function* sharesReceivedBy(of: ThingResource, { id, email }: User) {
  for (const subject of [userSubject(id), mailboxSubject(email)]) {
    const listed = inSlices(SLICE, (last: { object: string } | null) =>
      db()
        .select(share)
        .from(grants)
        .where(after(of, subject, last))
        .orderBy(asc(grants.object))
        .limit(SLICE),
    );
    for await (const received of listed) if (received.role !== 'owner') yield told(of, received);
  }
}
